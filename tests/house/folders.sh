#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The top of the tree holds the six rooms and no other folder; what a build makes is never among the sources.
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

while IFS= read -r folder; do
    case $folder in
    addin | scoring | templates | tests | build | docs | .*) ;;
    *) complain "$folder/: not one of addin scoring templates tests build docs" ;;
    esac
done < <(source_files '*/*' | cut -d/ -f1 | sort -u)

while IFS= read -r file; do
    complain "$file: made by a build, and not to be kept among the sources"
done < <(source_files '*.o' '*.a' '*.so' '*.pyc' '*/CMakeCache.txt' 'CMakeCache.txt' '*/CMakeFiles/*' '*.ninja')

finish "the top folders are addin, scoring, templates, tests, build and docs"
