# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the built-in schemes part of the library: kaoping_embed_templates(TARGET) adds to TARGET a generated C file that holds the text of every
# templates/*.yaml, as declared in scoring/io/embedded_templates.h. A new scheme is a new YAML file there and nothing else.
set(KAOPING_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/embed_templates.cmake")

function(kaoping_embed_templates target)
  file(GLOB templates CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/templates/*.yaml")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_templates.c")
  # The list of names goes through a file that changes only when the list does, so that a removed scheme also leaves the library.
  set(names "${CMAKE_CURRENT_BINARY_DIR}/embedded_templates.txt")
  list(SORT templates)
  string(REPLACE ";" "\n" lines "${templates}")
  file(CONFIGURE OUTPUT "${names}" CONTENT "${lines}\n" @ONLY)
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DNAMES=${names}" "-DOUTPUT=${output}" -P "${KAOPING_EMBED_SCRIPT}"
    DEPENDS ${templates} "${names}" "${KAOPING_EMBED_SCRIPT}"
    COMMENT "Embedding the built-in schemes" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
