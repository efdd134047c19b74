#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# No binary floating point near a mark: the words double and float stand in no file of the core but those listed here, each
# with its reason. (math.h is kept out by includes.sh.)
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

declare -A allowed=(
    [scoring/core/include/kaoping/num.h]="declares kp_num_to_double: charts and stored values of formulas, never a decision"
    [scoring/core/num.c]="defines kp_num_to_double"
)
declare -A used=()
while IFS= read -r file; do
    code=$(without_comments "$file") || { complain "$file: cannot be read as C" && continue; }
    hits=$(grep -nwE 'double|float|_Float[0-9]+|_Decimal[0-9]+' <<<"$code" || true)
    [[ -n $hits ]] || continue
    used[$file]=1
    [[ -n ${allowed[$file]:-} ]] || complain "$file: binary floating point in the core: $(head -n 1 <<<"${hits#*:}" | sed 's/^[[:space:]]*//')"
done < <(source_files 'scoring/core/*.c' 'scoring/core/*.h' 'scoring/core/*.def')
for file in "${!allowed[@]}"; do
    [[ ! -f $file || -n ${used[$file]:-} ]] || complain "$file: listed in ${0##*/} (${allowed[$file]}), but free of floating point: take it off the list"
done

finish "no double or float in the core outside the listed files"
