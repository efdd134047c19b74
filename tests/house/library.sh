# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# library.sh - what the checks of this folder share. Sourced with the top of the source tree as $1; goes there.
set -euo pipefail
export LC_ALL=C.UTF-8
cd -- "$1"

broken=0
# complain TEXT: one break of the rule.
complain() {
    printf '%s\n' "$1"
    broken=$((broken + 1))
}
# finish RULE: the verdict, as the last thing a check does.
finish() {
    if ((broken)); then
        printf '\n%d break(s) of the rule: %s\n' "$broken" "$1"
        exit 1
    fi
    printf 'held: %s\n' "$1"
}
# source_files PATTERN...: the project's own files, one path a line: what git knows or would take; without git everything outside out/.
source_files() {
    if git rev-parse --show-toplevel >/dev/null 2>&1 && [[ $(git rev-parse --show-toplevel) == "$(pwd -P)" ]]; then
        git -c core.quotePath=false ls-files --cached --others --exclude-standard
    else
        find . -path ./out -prune -o -path ./.git -prune -o -type f -print | sed 's|^\./||'
    fi | LC_ALL=C sort -u | while IFS= read -r path; do
        [[ -f $path ]] || continue # deleted, and not yet committed so
        local pattern
        for pattern in "$@"; do
            # shellcheck disable=SC2053 # a pattern is meant
            if [[ $path == $pattern ]]; then
                printf '%s\n' "$path"
                break
            fi
        done
    done
}
# without_comments FILE: the C text without comments and without the contents of strings. GCC, because no other preprocessor does only this.
without_comments() {
    gcc -w -std=c17 -fpreprocessed -dD -E -P -x c "$1" | sed 's/"\([^"\\]\|\\.\)*"/""/g'
}
