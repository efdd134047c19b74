#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source file names its licence in its first line (in the second after a #! line).
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

while IFS= read -r file; do
    case $file in
    *.c | *.h | *.def | *.cxx | *.hxx | *.map | *.cmake | *CMakeLists.txt | *.sh | *.py | *.js | *.mjs | *.R | templates/*.yaml | .clang-format) ;;
    *) [[ $(head -c 2 -- "$file" | tr -d '\0') == '#!' ]] || continue ;;
    esac
    case $file in tests/fuzz/corpus/* | tests/golden/* | tests/data/*) [[ $file == *.c || $file == *.sh || $file == *.py ]] || continue ;; esac
    first=$(sed -n '1{/^#!/!p;q;p};1!d' -- "$file")
    [[ -n $first ]] || first=$(sed -n '2{p;q}' -- "$file")
    [[ $first == *"SPDX-License-Identifier: GPL-3.0-or-later"* ]] || complain "$file: the SPDX line of GPL-3.0-or-later is missing at the top"
done < <(source_files '*')

finish "each source file begins with its SPDX line"
