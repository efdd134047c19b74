# SPDX-License-Identifier: GPL-3.0-or-later
# The Calc templates, one for each built-in scheme, made by a LibreOffice that has an extension of nothing but the functions; see make_templates.sh.
set(templates "${CMAKE_CURRENT_BINARY_DIR}/templates")
set(templates_made "${CMAKE_CURRENT_BINARY_DIR}/templates.stamp")
set(functions_only "${CMAKE_CURRENT_BINARY_DIR}/functions-only.oxt")
set(functions_list "${CMAKE_CURRENT_BINARY_DIR}/functions-only.txt")

add_executable(template_forms template_forms.c)
set_target_properties(template_forms PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
target_link_libraries(template_forms PRIVATE kaoping_io)

string(JOIN "\n" lines
  "description.xml|${made}/description.xml"
  "package/|${CMAKE_CURRENT_SOURCE_DIR}/package"
  "kaoping.rdb|${made}/kaoping.rdb"
  "CalcAddIns.xcu|${made_registry}"
  "kaoping.components|${CMAKE_CURRENT_SOURCE_DIR}/registry/kaoping.components"
  "lib/|${private_folder}")
file(CONFIGURE OUTPUT "${functions_list}" CONTENT "${lines}\n" @ONLY)
add_custom_command(OUTPUT "${templates_made}"
  COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/package.sh" "${functions_list}" "${CMAKE_CURRENT_BINARY_DIR}/functions-only" "${functions_only}"
  COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/make_templates.sh" "${KAOPING_OFFICE_HOME}" "${functions_only}" "$<TARGET_FILE:template_forms>" "${templates}/考评"
  COMMAND "${CMAKE_COMMAND}" -E touch "${templates_made}"
  DEPENDS template_forms "${functions_list}" package.sh make_templates.sh registry/kaoping.components "${made}/kaoping.rdb" ${made_registry}
    kaoping_addin kaoping_private_libraries
  COMMENT "Making the templates" VERBATIM)
kaoping_package_folder("${templates}" templates "${templates_made}")
