#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each public header compiles alone, as C17 for the library's users and as C++17 for the add-in.
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

c=${KP_CC:-cc}
cxx=$(command -v "${CXX:-g++}") || { echo "no C++ compiler (Debian: g++)" && exit 77; }
warnings=(-Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -Iscoring/core/include -Iscoring/survey/include -Iscoring/io/include -Iscoring/functions/include)
while IFS= read -r header; do
    name=${header#scoring/*/include/}
    printf '#include "%s"\n' "$name" | "$c" -std=c17 "${warnings[@]}" -x c - || complain "$header: does not compile alone as C17"
    printf '#include "%s"\n' "$name" | "$cxx" -std=c++17 "${warnings[@]}" -x c++ - || complain "$header: does not compile alone as C++17"
done < <(source_files 'scoring/*/include/kaoping/*.h')

finish "each public header compiles alone as C17 and as C++17"
