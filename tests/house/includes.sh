#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include whom: core <- survey <- io <- functions, cli, never the other way; and all but cli <- addin. Public headers stand in scoring/<room>/include/kaoping and all else is private to its
# room. The core knows no files, locale or clock: of the C library it sees only the headers listed here, and GMP besides.
# shellcheck source-path=SCRIPTDIR source=library.sh
source "$(dirname "$0")/library.sh"

core_system_headers=" assert.h ctype.h errno.h inttypes.h limits.h setjmp.h stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h gmp.h "
declare -A rooms_seen=([core]="core" [survey]="core survey" [io]="core survey io" [functions]="core survey io functions" [cli]="core survey io cli" [addin]="core survey io functions")

while IFS= read -r file; do
    room=${file#scoring/}
    folder=scoring/${room%%/*}
    [[ $file == scoring/* ]] || folder=${file%%/*}
    room=${folder##*/}
    if [[ -z ${rooms_seen[$room]:-} ]]; then
        complain "$file: scoring/$room is not a room of the house"
        continue
    fi
    public=false
    [[ $file != $folder/include/* ]] || public=true
    while IFS= read -r line; do
        number=${line%%:*}
        if [[ $line =~ \#[[:space:]]*include[[:space:]]*\<([^\>]+)\> ]]; then
            header=${BASH_REMATCH[1]}
            if [[ $header == kaoping/* ]]; then
                complain "$file:$number: own headers are included with quotes: $header"
            elif [[ $room == core && $core_system_headers != *" $header "* ]]; then
                complain "$file:$number: the core may not include <$header>"
            fi
        elif [[ $line =~ \#[[:space:]]*include[[:space:]]*\"([^\"]+)\" ]]; then
            header=${BASH_REMATCH[1]}
            if [[ $header == kaoping/* ]]; then
                found=false
                for seen in ${rooms_seen[$room]}; do
                    [[ ! -f scoring/$seen/include/$header ]] || found=true
                done
                $found || complain "$file:$number: $room may not include \"$header\": it is public in none of: ${rooms_seen[$room]}"
            elif [[ $room == addin && $header == *.inc ]]; then
                : # made by the build
            elif $public; then
                complain "$file:$number: a public header may include public headers only, not \"$header\""
            elif [[ $header == *..* || ! ( -f $folder/$header || -f $(dirname "$file")/$header ) ]]; then
                complain "$file:$number: \"$header\" is no private header of $folder"
            fi
        else
            complain "$file:$number: an include that cannot be read: ${line#*:}"
        fi
    done < <(grep -nE '^[[:space:]]*#[[:space:]]*include' "$file")
done < <(source_files 'scoring/*.c' 'scoring/*.h' 'scoring/*.def' 'addin/*.c' 'addin/*.h' 'addin/*.cxx' 'addin/*.hxx')

while IFS= read -r header; do
    case $header in
    scoring/core/include/kaoping/*.h | scoring/survey/include/kaoping/*.h | scoring/io/include/kaoping/*.h | scoring/functions/include/kaoping/*.h) ;;
    scoring/core/include/kaoping/*.def | scoring/survey/include/kaoping/*.def | scoring/io/include/kaoping/*.def | scoring/functions/include/kaoping/*.def) ;;
    *) complain "$header: public headers stand in scoring/<room>/include/kaoping/, and the tool has none" ;;
    esac
done < <(source_files 'scoring/*/include/*')

finish "core includes only core, survey core, io those, functions and cli those, the add-in all but cli; public headers are in include/kaoping"
