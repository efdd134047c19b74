# SPDX-License-Identifier: GPL-3.0-or-later
# Run by KaopingEmbed.cmake at build time: writes the files listed in NAMES (one path a line) as C arrays to OUTPUT.
cmake_policy(VERSION 3.22)
file(STRINGS "${NAMES}" paths ENCODING UTF-8)
set(arrays "")
set(rows "")
set(count 0)
foreach(path IN LISTS paths)
  get_filename_component(name "${path}" NAME_WLE)
  file(READ "${path}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n    " hex "${hex}") # sixteen bytes a line
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "\nstatic const unsigned char text_${count}[] = {\n    ${bytes}0x00};\n")
  string(APPEND rows "    {\"${name}\", (const char *)text_${count}, ${size}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in schemes. Made from templates/ by the build: change those, not this. */
#include \"embedded_templates.h\"
${arrays}
const kp_embedded_template kp_embedded_templates[] = {
${rows}    {NULL, NULL, 0}};
const size_t kp_embedded_template_count = ${count};
")
