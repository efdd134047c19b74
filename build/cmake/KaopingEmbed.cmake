# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the built-in schemes and their samples part of the library: kaoping_embed_templates(TARGET) adds to TARGET generated C files that hold the text of every
# templates/*.yaml, templates/presets/*.yaml and templates/samples/*/*/*.csv, as declared in scoring/io/embedded_files.h. A new scheme, preset or sample is a new file there and nothing else.
set(KAOPING_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake")

# kaoping_embed(TARGET TABLE ROOT PATTERN...): the files below ROOT that match, as the C table TABLE.
function(kaoping_embed target table root)
  list(TRANSFORM ARGN PREPEND "${root}/")
  file(GLOB files CONFIGURE_DEPENDS ${ARGN})
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${table}.c")
  # The list of names goes through a file that changes only when the list does, so that a removed file also leaves the library.
  set(names "${CMAKE_CURRENT_BINARY_DIR}/${table}.txt")
  list(SORT files)
  string(REPLACE ";" "\n" lines "${files}")
  file(CONFIGURE OUTPUT "${names}" CONTENT "${lines}\n" @ONLY)
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DNAMES=${names}" "-DOUTPUT=${output}" "-DTABLE=${table}" "-DROOT=${root}" -P "${KAOPING_EMBED_SCRIPT}"
    DEPENDS ${files} "${names}" "${KAOPING_EMBED_SCRIPT}"
    COMMENT "Embedding ${table}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

function(kaoping_embed_templates target)
  kaoping_embed(${target} kp_embedded_templates "${CMAKE_SOURCE_DIR}/templates" "*.yaml")
  kaoping_embed(${target} kp_embedded_presets "${CMAKE_SOURCE_DIR}/templates/presets" "*.yaml")
  kaoping_embed(${target} kp_embedded_samples "${CMAKE_SOURCE_DIR}/templates/samples" "*/*/*.csv")
endfunction()
