#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make_templates.sh OFFICE-HOME EXTENSION FORMS-PROGRAM FOLDER - makes the Calc templates FOLDER/*.ots from the forms that FORMS-PROGRAM writes. A LibreOffice with EXTENSION, the functions, reads the
# forms and saves them, so that their formulas are calls of the add-in. It runs in a profile of its own below FOLDER's parent, which is gone afterwards.
set -euo pipefail
office=$1 extension=$2 program=$3 folder=$4
mkdir -p -- "$folder"
folder=$(readlink -f -- "$folder")
work=$(mktemp -d -- "$(dirname -- "$folder")/making-templates.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
mkdir -- "$work/forms" "$work/made"
"$program" "$work/forms"

# Without a picture of its first page each template is a third smaller; there are many, and their pages look alike.
mkdir -p -- "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XCU'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
XCU

# unopkg refuses to install for a single user when it is run by root; then the extension is shared, with a folder of our own for what is shared.
environment=("-env:UserInstallation=file://$work/profile")
shared=()
if ((EUID == 0)); then
    environment+=("-env:UNO_SHARED_PACKAGES_CACHE=file://$work/shared")
    shared=(--shared)
fi
say() {
    echo "make_templates.sh: $1" >&2
    cat -- "$work/log" >&2
    exit 1
}
timeout 120 "$office/program/unopkg" add "${shared[@]}" --suppress-license "${environment[@]}" "$extension" </dev/null >"$work/log" 2>&1 ||
    say "the functions cannot be installed"
forms=("$work"/forms/*.xlsx)
timeout $((120 + 12 * ${#forms[@]})) "$office/program/soffice" "${environment[@]}" --headless --norestore --nologo --convert-to ots:calc8_template --outdir "$work/made" \
    "${forms[@]}" </dev/null >>"$work/log" 2>&1 || say "the forms cannot be converted"

for form in "${forms[@]}"; do
    name=$(basename -- "$form" .xlsx)
    [[ -s $work/made/$name.ots ]] || say "$name.ots was not made"
    unzip -p "$work/made/$name.ots" content.xml | grep -i 'org\.kaoping\.addinzh\.kpevaluate' >/dev/null || say "$name.ots has lost its formulas"
done
rm -f -- "$folder"/*.ots
mv -- "$work"/made/*.ots "$folder"
