# SPDX-License-Identifier: GPL-3.0-or-later
# The packages' libraries for inside the add-in. The office's process has its own copies of many of them (zlib, expat, OpenSSL …), in other versions; none of ours may meet those.
# So what Debian has as an archive is linked in, with all its symbols hidden. libxlsxwriter exists as a shared library only: it is brought along under a private name, and what it needs of
# others (zip archives, MD5) is in a small private library beside it, so that no libcrypto comes along.
#
#   KAOPING_PRIVATE_LIBRARIES   what libkaoping.so links with
#   kaoping_private_libraries   the target that makes the two shared ones, in lib/
set(private_folder "${CMAKE_CURRENT_BINARY_DIR}/lib")
foreach(name IN ITEMS yaml expat jansson md minizip z gsl gslcblas gmp) # those that need others come before them
  find_library(KAOPING_ARCHIVE_${name} "lib${name}.a")
  if(NOT KAOPING_ARCHIVE_${name})
    message(FATAL_ERROR "The add-in needs lib${name}.a to link it in; build/install-deps installs it.")
  endif()
  # Some are compiled for programs (-fPIE) and not for shared libraries: only their use of the standard streams tells. It is led to variables of ours; see archive_streams.c.
  set(archive "${CMAKE_CURRENT_BINARY_DIR}/archives/lib${name}.a")
  add_custom_command(OUTPUT "${archive}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_CURRENT_BINARY_DIR}/archives"
    COMMAND "${CMAKE_OBJCOPY}" --redefine-sym stdin=kaoping_archive_stdin --redefine-sym stdout=kaoping_archive_stdout
      --redefine-sym stderr=kaoping_archive_stderr "${KAOPING_ARCHIVE_${name}}" "${archive}"
    DEPENDS "${KAOPING_ARCHIVE_${name}}" COMMENT "Making lib${name}.a fit for a shared library" VERBATIM)
  list(APPEND made_archives "${archive}")
  list(APPEND KAOPING_PRIVATE_LIBRARIES "${archive}")
endforeach()

add_library(kaoping_addin_support MODULE xlsxwriter_support.c older_libc.c)
set(support_exports "${CMAKE_CURRENT_SOURCE_DIR}/xlsxwriter_support.map")
set_target_properties(kaoping_addin_support PROPERTIES OUTPUT_NAME kaoping-support LIBRARY_OUTPUT_DIRECTORY "${private_folder}" LINK_DEPENDS "${support_exports}")
target_link_libraries(kaoping_addin_support PRIVATE kaoping_options "${KAOPING_ARCHIVE_minizip}" "${KAOPING_ARCHIVE_z}" "${KAOPING_ARCHIVE_md}")
target_link_options(kaoping_addin_support PRIVATE -Wl,--no-undefined,-z,relro,-z,now,-soname,libkaoping-support.so
  -Wl,-u,zipOpen "-Wl,--version-script=${support_exports}" $<$<CONFIG:Release>:-s>)

add_executable(weaken_version weaken_version.c)
set_target_properties(weaken_version PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
target_link_libraries(weaken_version PRIVATE kaoping_options)
find_program(PATCHELF patchelf REQUIRED)
find_library(KAOPING_XLSXWRITER_SHARED NAMES libxlsxwriter.so REQUIRED)
file(REAL_PATH "${KAOPING_XLSXWRITER_SHARED}" xlsxwriter_shared)
set(private_xlsxwriter "${private_folder}/libkaoping-xlsxwriter.so")
add_custom_command(OUTPUT "${private_xlsxwriter}"
  COMMAND "${CMAKE_COMMAND}" -E copy "${xlsxwriter_shared}" "${private_xlsxwriter}"
  COMMAND "${PATCHELF}" --set-soname libkaoping-xlsxwriter.so "${private_xlsxwriter}" # one change a run: patchelf 0.14 mixes up several
  COMMAND "${PATCHELF}" --replace-needed libcrypto.so.3 libkaoping-support.so "${private_xlsxwriter}"
  COMMAND "${PATCHELF}" --remove-needed libminizip.so.1 "${private_xlsxwriter}"
  COMMAND "${PATCHELF}" --set-rpath "$ORIGIN" "${private_xlsxwriter}"
  COMMAND "${PATCHELF}" --clear-symbol-version stat "${private_xlsxwriter}" # in older C libraries it is ours, from the library beside it
  COMMAND weaken_version "${private_xlsxwriter}" GLIBC_2.33
  DEPENDS "${xlsxwriter_shared}" kaoping_addin_support weaken_version
  COMMENT "Bringing libxlsxwriter along under a private name" VERBATIM)
add_custom_target(kaoping_private_libraries DEPENDS "${private_xlsxwriter}" ${made_archives} kaoping_addin_support)
list(APPEND KAOPING_PRIVATE_LIBRARIES "${private_xlsxwriter}")
