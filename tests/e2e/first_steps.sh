#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# first_steps.sh - somebody new gets a filled form, a report and an explanation of every built-in scheme that has a sample, by three commands, with nothing at hand but the tool.
source "$KP_SOURCE_DIR/tests/e2e/_small.sh"

mkdir tmp
export TMPDIR=$PWD/tmp
for sample in "$KP_SOURCE_DIR"/templates/samples/*/; do
    scheme=$(basename "$sample")
    expect 0 form "$scheme" --sample -o "$scheme.xlsx"
    ! grep -q 'kaoping-sample' stderr.txt || fail "the form of $scheme tells of files that nobody knows: $(cat stderr.txt)"
    expect 0 score "$scheme.xlsx" -o "$scheme-report.xlsx" --json "$scheme.json"
    unit=$(/usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["units"][0]["id"])' "$scheme.json")
    expect 0 explain "$scheme.xlsx" "$unit"
    [[ -s stdout.txt ]] || fail "nothing is explained of $unit in $scheme"
done
# a preset takes its base's sample, where it has none of its own
for preset in "$KP_SOURCE_DIR"/templates/presets/*.yaml; do
    id=$(sed -n 's/^id: *//p' "$preset")
    expect 0 form "$id" --sample -o "$id-preset.xlsx"
    ! grep -q 'kaoping-sample' stderr.txt || fail "the form of $id tells of files that nobody knows: $(cat stderr.txt)"
    expect 0 score "$id-preset.xlsx" -o "$id-preset-report.xlsx"
done
# what was unpacked on the way is gone
[[ -z $(ls -A tmp) ]] || fail "left behind: $(ls tmp)"

# one of several periods, with those before it as its past
expect 0 form wuye_quarter --sample --period 2026Q2 -o second.xlsx
expect 0 score second.xlsx --json second.json
grep -q '"streak": *2' second.json || fail "the second quarter knows nothing of the first"
expect 2 form wuye_quarter --sample --period 2031Q1 -o none.xlsx
says stderr.txt '2026Q1, 2026Q2, 2026Q3'
expect 2 form wuye_quarter --sample --data book -o none.xlsx
expect 2 form wuye_quarter --sample --units book.csv -o none.xlsx
TMPDIR=$PWD/nowhere expect 4 form wuye_quarter --sample -o none.xlsx
[[ ! -e none.xlsx ]] || fail "a form was made all the same"
