# SPDX-License-Identifier: GPL-3.0-or-later
# LibreOffice's SDK (Debian: libreoffice-dev), for trees with KAOPING_ADDIN:
#   Kaoping::office              the libraries an extension links with, and the C++ headers made from LibreOffice's own type libraries
#   kaoping_office_types(...)    below
# KAOPING_OFFICE_HOME names the installation where it is not in the usual place.
set(KAOPING_OFFICE_HOME "/usr/lib/libreoffice" CACHE PATH "The LibreOffice whose SDK builds the add-in")
set(office_sdk "${KAOPING_OFFICE_HOME}/sdk")
find_program(UNOIDL_WRITE unoidl-write PATHS "${office_sdk}/bin" NO_DEFAULT_PATH)
find_program(CPPUMAKER cppumaker PATHS "${office_sdk}/bin" NO_DEFAULT_PATH)
set(KAOPING_OFFICE_TYPES "${KAOPING_OFFICE_HOME}/program/types.rdb" "${KAOPING_OFFICE_HOME}/program/types/offapi.rdb")
foreach(needed IN ITEMS "${UNOIDL_WRITE}" "${CPPUMAKER}" ${KAOPING_OFFICE_TYPES})
  if(NOT EXISTS "${needed}")
    message(FATAL_ERROR "KAOPING_ADDIN needs LibreOffice and its SDK in ${KAOPING_OFFICE_HOME} (Debian: libreoffice-dev libreoffice-calc); "
      "build/install-deps installs them. Set KAOPING_OFFICE_HOME for another place.")
  endif()
endforeach()

set(office_headers "${CMAKE_BINARY_DIR}/office-headers")
set(office_headers_made "${office_headers}/made.stamp")
add_custom_command(OUTPUT "${office_headers_made}"
  COMMAND "${CPPUMAKER}" "-O${office_headers}" ${KAOPING_OFFICE_TYPES}
  COMMAND "${CMAKE_COMMAND}" -E touch "${office_headers_made}"
  DEPENDS ${KAOPING_OFFICE_TYPES}
  COMMENT "Making the C++ headers of LibreOffice's interfaces" VERBATIM)
add_custom_target(kaoping_office_headers DEPENDS "${office_headers_made}")

add_library(kaoping_office INTERFACE)
add_library(Kaoping::office ALIAS kaoping_office)
add_dependencies(kaoping_office kaoping_office_headers)
target_include_directories(kaoping_office SYSTEM INTERFACE "${office_headers}" "${office_sdk}/include")
target_compile_definitions(kaoping_office INTERFACE UNX GCC LINUX CPPU_ENV=gcc3)
target_link_directories(kaoping_office INTERFACE "${office_sdk}/lib")
target_link_libraries(kaoping_office INTERFACE uno_cppuhelpergcc3 uno_cppu uno_sal)

# kaoping_office_types(RDB HEADERS IDL...): the type library RDB from .idl files, which stand in folders named as their modules below their last common folder IDL_ROOT, and the C++
# headers of its types in the folder HEADERS, with a file made.stamp when they are there.
function(kaoping_office_types rdb headers idl_root)
  add_custom_command(OUTPUT "${rdb}" "${headers}/made.stamp"
    COMMAND "${UNOIDL_WRITE}" ${KAOPING_OFFICE_TYPES} "${idl_root}" "${rdb}"
    COMMAND "${CPPUMAKER}" "-O${headers}" "${rdb}" "-X$<JOIN:${KAOPING_OFFICE_TYPES},;-X>"
    COMMAND "${CMAKE_COMMAND}" -E touch "${headers}/made.stamp"
    DEPENDS ${ARGN}
    COMMENT "Making the type library of the add-in" VERBATIM COMMAND_EXPAND_LISTS)
endfunction()
