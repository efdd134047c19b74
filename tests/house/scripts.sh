#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Shell scripts are clean by shellcheck, and those that are commands can be run.
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

command -v shellcheck >/dev/null || { echo "shellcheck is not installed" && exit 77; }
while IFS= read -r file; do
    [[ $file == *.sh || $(head -n 1 -- "$file" | tr -d '\0') == '#!'*bash* ]] || continue
    shellcheck --external-sources --format=gcc "$file" || complain "$file: shellcheck has complaints"
done < <(source_files '*.sh' 'build/*' '.ci/*')
for command in build/install-deps build/addin build/demo build/test .ci/run; do
    [[ -x $command ]] || complain "$command: is not there, or cannot be executed"
done

finish "shell scripts are clean and the commands executable"
