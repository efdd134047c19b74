#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# C and C++ files look as .clang-format says. Versions of clang-format differ in small things: 14, which is Debian 12's, is the judge.
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

formatter=$(command -v clang-format-14 || command -v clang-format) || { echo "clang-format is not installed" && exit 77; }
[[ $("$formatter" --version) == *" 14."* ]] || { echo "only clang-format 14 is the judge, not: $("$formatter" --version)" && exit 77; }
while read -r count file; do
    complain "$file: $count place(s) differ; mend with: clang-format -i $file"
done < <(source_files '*.c' '*.h' '*.cxx' '*.hxx' | xargs -d '\n' -n 50 -P 2 "$formatter" --dry-run 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning: .*//p' | sort | uniq -c)

finish "C and C++ files are formatted by .clang-format"
