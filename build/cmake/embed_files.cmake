# SPDX-License-Identifier: GPL-3.0-or-later
# Run by KaopingEmbed.cmake at build time: writes the files listed in NAMES (one path a line) as a C table TABLE to OUTPUT. A file is named by its path below ROOT, without its
# ending.
cmake_policy(VERSION 3.22)
file(STRINGS "${NAMES}" paths ENCODING UTF-8)
set(arrays "")
set(rows "")
set(count 0)
foreach(path IN LISTS paths)
  file(RELATIVE_PATH name "${ROOT}" "${path}")
  string(REGEX REPLACE "\\.[^.]*$" "" name "${name}")
  file(READ "${path}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n    " hex "${hex}") # sixteen bytes a line
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "\nstatic const unsigned char text_${count}[] = {\n    ${bytes}0x00};\n")
  string(REPLACE "." "_" id "${name}")
  string(APPEND rows "    {\"${name}\", \"${id}\", (const char *)text_${count}, ${size}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made from ${ROOT} by the build: change the files there, not this. */
#include \"embedded_files.h\"
${arrays}
const kp_embedded_file ${TABLE}[] = {
${rows}    {NULL, NULL, NULL, 0}};
const size_t ${TABLE}_count = ${count};
")
