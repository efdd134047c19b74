# SPDX-License-Identifier: GPL-3.0-or-later
# The package: a folder with everything in its place, then the archive. See CMakeLists.txt for what is packed.
#
# kaoping_package_folder(FOLDER NAME DEPENDS...): also packs the contents of FOLDER, made by the build, as the folder NAME of the package, when DEPENDS (targets or files) are made.
set(KAOPING_ADDIN_PLATFORM "linux_x86_64")
set(staged "${CMAKE_CURRENT_BINARY_DIR}/staged")
set(oxt "${CMAKE_SOURCE_DIR}/out/kaoping-${PROJECT_VERSION}-linux-x86_64.oxt")
set(KAOPING_OXT "${oxt}" CACHE INTERNAL "The add-in's package, for the tests")
configure_file(package/description.xml.in "${made}/description.xml" @ONLY)

file(GLOB registry CONFIGURE_DEPENDS registry/*.xcu registry/*.components)
file(GLOB dialogs CONFIGURE_DEPENDS dialogs/*.xdl)
file(GLOB package_files CONFIGURE_DEPENDS package/*.txt package/*.png package/*.svg)
file(GLOB_RECURSE manual CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/docs/manual/*")
set(package_copies "" CACHE INTERNAL "")
set(package_depends "" CACHE INTERNAL "")

# packed(TARGET-PATH FILE...): files of that folder of the package.
function(packed folder)
  foreach(file IN LISTS ARGN)
    get_filename_component(name "${file}" NAME)
    list(APPEND copies "${folder}${name}|${file}")
  endforeach()
  set(package_copies ${package_copies} ${copies} CACHE INTERNAL "")
  set(package_depends ${package_depends} ${ARGN} CACHE INTERNAL "")
endfunction()

packed("" "${made}/description.xml" "${made}/kaoping.rdb" ${made_registry} ${registry} "${CMAKE_SOURCE_DIR}/LICENSE")
packed("dialogs/" ${dialogs})
packed("package/" ${package_files})
packed("lib/" "${CMAKE_CURRENT_BINARY_DIR}/lib/libkaoping.so" "${private_xlsxwriter}" "${private_folder}/libkaoping-support.so")
packed("manual/" ${made_manual})
foreach(file IN LISTS manual)
  file(RELATIVE_PATH path "${CMAKE_SOURCE_DIR}/docs/manual" "${file}")
  get_filename_component(folder "${path}" DIRECTORY)
  packed("manual/${folder}/" "${file}")
endforeach()

function(kaoping_package_folder folder name)
  set(package_copies ${package_copies} "${name}/|${folder}" CACHE INTERNAL "")
  set(package_depends ${package_depends} ${ARGN} CACHE INTERNAL "")
endfunction()

# Called when all folders are known.
function(kaoping_package)
  set(list "${CMAKE_CURRENT_BINARY_DIR}/package.txt")
  string(REPLACE ";" "\n" lines "${package_copies}")
  file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n" @ONLY)
  add_custom_command(OUTPUT "${oxt}"
    COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/package.sh" "${list}" "${staged}" "${oxt}"
    DEPENDS ${package_depends} "${list}" package.sh kaoping_addin kaoping_private_libraries kaoping_made
    COMMENT "Packing ${oxt}" VERBATIM)
  add_custom_target(kaoping_oxt ALL DEPENDS "${oxt}")
endfunction()
cmake_language(DEFER CALL kaoping_package)
