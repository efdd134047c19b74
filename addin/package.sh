#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# package.sh LIST FOLDER PACKAGE - makes FOLDER anew from LIST, whose lines are "path in the package|file to copy" (a path that ends in "/" takes what is in the folder named), writes the manifest
# from what is there, and packs all as PACKAGE. The same contents give the same bytes: sorted, with one time (SOURCE_DATE_EPOCH, or 1980, with which the archive's calendar begins).
set -euo pipefail
export LC_ALL=C TZ=UTC0
list=$1 folder=$2 package=$3
rm -rf -- "$folder"
mkdir -p -- "$folder/META-INF" "$(dirname -- "$package")"

while IFS='|' read -r path from; do
    [[ -n $path ]] || continue
    if [[ $path == */ ]]; then
        mkdir -p -- "$folder/$path"
        cp -R -- "$from/." "$folder/$path"
    else
        mkdir -p -- "$folder/$(dirname -- "$path")"
        cp -- "$from" "$folder/$path"
    fi
done <"$list"

# What the office reads when the extension is installed; all else is found from there.
kind_of() {
    case $1 in
    *.rdb) echo 'application/vnd.sun.star.uno-typelibrary;type=RDB' ;;
    *.components) echo 'application/vnd.sun.star.uno-components;platform=Linux_x86_64' ;;
    *.xcu) echo 'application/vnd.sun.star.configuration-data' ;;
    *.xcs) echo 'application/vnd.sun.star.configuration-schema' ;;
    esac
}
cd -- "$folder"
mapfile -t top < <(find . -maxdepth 1 -type f | sed 's|^\./||' | sort)
{
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">'
    for name in "${top[@]}"; do
        kind=$(kind_of "$name")
        [[ -z $kind ]] || echo "  <manifest:file-entry manifest:full-path=\"$name\" manifest:media-type=\"$kind\"/>"
    done
    echo '</manifest:manifest>'
} >META-INF/manifest.xml

find . -type f -exec chmod 644 {} +
find . -exec touch -h -d "@${SOURCE_DATE_EPOCH:-315532800}" {} +
rm -f -- "$package.new"
find . -type f | sed 's|^\./||' | sort | zip -X -q -9 "$package.new" -@
mv -- "$package.new" "$package"
