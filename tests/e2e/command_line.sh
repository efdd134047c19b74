#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# command_line.sh - the tool's promises to scripts: exit codes, nothing half-written, inputs never touched, two languages.
source "$KP_SOURCE_DIR/tests/e2e/_small.sh"
small_scheme small.yaml
small_book book
small_book bad '五十'

# wrong arguments are 2, and say so in the language asked for
expect 2
expect 2 nonsense
says stderr.txt 'nonsense'
expect 2 score book
expect 2 score book -o report.ods
expect 2 score book -o a.xlsx --nonsense
expect 2 score book -o a.xlsx --lang fr
expect 2 form small.yaml --units book/考评对象.csv --period 2026Q5 -o f.xlsx
# a period that the scheme does not evaluate is warned of, and the form is made all the same
expect 0 form small.yaml --units book/考评对象.csv --period 2026H2 -o half.xlsx
says stderr.txt KP-W008
expect 0 form small.yaml --units book/考评对象.csv --period 2026Q3 -o quarter.xlsx
if grep -F KP-W008 stderr.txt; then fail "a quarter does not fit a quarterly scheme"; fi
rm half.xlsx quarter.xlsx
expect 2 explain book
expect 2 score book -o --force
expect 2 --lang en nonsense
says stderr.txt 'unknown command'
expect 0 --version
expect 0 --help
for command in schemes show check form score robust survey sample explain; do
    expect 0 "$command" --help
    says stdout.txt "kaoping $command"
done

# schemes
expect 0 schemes
says stdout.txt sicha_yiping
says stdout.txt wuye_quarter
[[ $(grep -c '^人员$' stdout.txt) == 1 ]] || fail "a family stands twice in the list of schemes"
expect 0 show small.yaml
says stdout.txt 服务
expect 0 show small.yaml --lang en
says stdout.txt Service
expect 0 schemes --json -
says stdout.txt '"id":"sicha_yiping"'
for scheme in $("$KAOPING" schemes --json - | grep -oP '"id": ?"\K[a-z_0-9]+'); do
    expect 0 show "$scheme" --lang en
    if grep -P '[\x{4e00}-\x{9fff}]' stdout.txt; then
        fail "show $scheme --lang en speaks Chinese"
    fi
done
expect 3 show no_such_scheme
expect 4 show missing.yaml

# check writes nothing
expect 0 check small.yaml
expect 0 check book --scheme small.yaml
expect 3 check bad --scheme small.yaml
says stdout.txt '评分表!B4'
says stdout.txt 五十
# what is neither YAML nor a workbook is said to be so
printf '<?xml version="1.0"?>\n<office:document/>\n' >flat.fods
expect 3 check flat.fods
says stdout.txt KP-F002
[[ -z $(find . -name '*.xlsx') ]] || fail "check wrote a workbook"

# score: 55.5 + 38 = 93.50, 40 + 30.25 = 70.25, 50 + 20 = 70.00
expect 0 score book --scheme small.yaml -o report.xlsx --json result.json
says stdout.txt 93.50
says result.json '"score":"70.25"'
[[ -s report.xlsx ]] || fail "no report"
expect 4 score book --scheme small.yaml -o report.xlsx
says stderr.txt KP-F009
expect 0 score book --scheme small.yaml -o report.xlsx --force
# robust: 西村 leads 南村 by 60·(−1/6) + 40·0.25625 = 0.25; all weights by 0.25/20.25, 服务 alone to 61.5 of 101.5; 东村 is nowhere behind
expect 0 robust book --scheme small.yaml --trials 200 --seed 20260930 -o robust.xlsx --json robust.json
says stdout.txt 20260930
says stdout.txt '60 → 60.59（+0.99%）'
says robust.json '"to":"12300/203"'
says robust.json '"change":"1/81"'
says robust.json '"kind":"never"'
[[ -s robust.xlsx ]] || fail "no sheet of robustness"
expect 0 robust book --scheme small.yaml --trials 200 --seed 20260930 --json again.json
cmp robust.json again.json || fail "a seed does not make the same result"
expect 4 robust book --scheme small.yaml -o robust.xlsx
expect 2 robust book --scheme small.yaml --spread 100
expect 2 robust book --scheme small.yaml --trials 0
expect 2 robust book --scheme small.yaml --trials 1.9
expect 2 robust book --scheme small.yaml --trials 5次
expect 2 robust book --scheme small.yaml --top 1.5
expect 2 robust book --scheme small.yaml --spread 12.345
expect 2 robust book --scheme small.yaml --spread 0.001
expect 0 robust book --scheme small.yaml --spread 0.01 --trials 20
expect 3 robust bad --scheme small.yaml
expect 0 score book --scheme small.yaml --robust -o robust.xlsx --force
rm robust.xlsx robust.json again.json
expect 4 score book --scheme small.yaml -o new.xlsx --json result.json
[[ ! -e new.xlsx ]] || fail "a report was written though its JSON could not be"

mkdir -p here
for json in one.xlsx ./one.xlsx here/../one.xlsx "$PWD/one.xlsx"; do
    expect 2 score book --scheme small.yaml -o one.xlsx --json "$json" --force
    [[ ! -e one.xlsx ]] || fail "report and JSON went to one file"
done

# a problem: nothing is written, unless the others are asked for
expect 3 score bad --scheme small.yaml -o bad.xlsx --json bad.json
[[ ! -e bad.xlsx && ! -e bad.json ]] || fail "something was written from a bad input"
expect 1 score bad --scheme small.yaml -o bad.xlsx --json bad.json --partial
says bad.json '"score":"93.50"'
says bad.json '"name":"南村","group":null,"score":null,"rank":null'

# a byte order mark before an earlier result does no harm; an earlier result of the same period is refused with the scheme named
expect 0 score book --scheme small.yaml --period 2026Q2 --json earlier.json
{ printf '\357\273\277'; cat earlier.json; } >marked.json
expect 0 score book --scheme small.yaml --history marked.json --json after.json
printf '{"scheme":\n{"id"' >broken.json
expect 3 score book --scheme small.yaml --history broken.json --json never.json
says stderr.txt 'broken.json · 2'
says stderr.txt KP-H001
[[ ! -e never.json ]] || fail "something was written though the history could not be read"
expect 3 score bad --scheme small.yaml --json -
says stdout.txt '"id":"small"'
says stdout.txt '"period": "2026Q3"'

# a folder of workbooks is all of them, each with its own units; what an office program leaves beside an open file is none
mkdir -p district/east district/west
for place in east west; do
    small_book "district/$place"
    sed -i "s/村/村$place/" district/$place/考评对象.csv district/$place/评分表.csv
    sed -i "s/^\\([0-9]\\),/\\1$place,/" district/$place/考评对象.csv
done
echo lock >'district/.~lock.east.ods#'
expect 0 score district --scheme small.yaml --json district.json
[[ $(grep -c '"score":"93.50"' district.json) == 2 ]] || fail "the folder's workbooks were not all scored"
rm 'district/.~lock.east.ods#'
mkdir empty
expect 3 check empty --scheme small.yaml

# a workbook of another period than the command says is scored as the command says, and that is said
expect 0 score book --scheme small.yaml --period 2025Q1 --json other.json
says stderr.txt KP-W026

# files
expect 4 score missing.xlsx -o x.xlsx
expect 4 score book --scheme small.yaml -o no/such/folder/x.xlsx
expect 0 score book --scheme small.yaml --period 2026Q2 --json q2.json
before=$(sha256sum q2.json small.yaml)
expect 4 score book --scheme small.yaml --history q2.json --json ./q2.json --force
says stderr.txt KP-F010
# results that were refused are missed: nobody is scored without them, --partial or not
sed 's/"id":"small"/"id":"other"/' q2.json >other.json
cmp -s q2.json other.json && fail "q2.json names no scheme"
expect 3 score book --scheme small.yaml --history other.json --partial --json none.json
says stderr.txt KP-H051
# the same results twice are one; two that differ are none
expect 0 score book --scheme small.yaml --history q2.json --history q2.json --json twice.json
sed 's/"score":"93.50"/"score":"93.51"/' q2.json >differing.json
cmp -s q2.json differing.json && fail "q2.json has no unit of 93.50"
expect 3 score book --scheme small.yaml --history q2.json --history differing.json --partial --json none.json
says stderr.txt KP-H052
[[ ! -e none.json ]] || fail "units were scored without their history"
# a form carries earlier results along, from files or from the workbooks that it is filled from; earlier workbooks serve as well as their results
expect 0 form small.yaml --data book --period 2026Q2 -o earlier.xlsx
expect 0 form small.yaml --data book --period 2026Q3 --history q2.json -o carried.xlsx
expect 0 form small.yaml --data book --period 2026Q3 --history earlier.xlsx -o carried-book.xlsx
expect 0 form small.yaml --data carried.xlsx --period 2026Q3 -o carried-on.xlsx
cmp carried.xlsx carried-on.xlsx || fail "what a workbook carries did not come along"
cmp carried.xlsx carried-book.xlsx || fail "an earlier workbook gave other results than its JSON"
expect 3 score carried.xlsx --history differing.json --json none.json
says stderr.txt KP-H052
expect 3 form small.yaml --data book --period 2026Q2 --history q2.json -o never.xlsx
says stderr.txt KP-H053
ln -s small.yaml link.json
expect 4 score book --scheme small.yaml --json link.json --force
[[ $(sha256sum q2.json small.yaml) == "$before" ]] || fail "an input was overwritten"
[[ -z $(find . -name '.*' -type f) ]] || fail "a file was left beside"

# same input, same bytes
expect 0 score book --scheme small.yaml -o one.xlsx
sleep 2
expect 0 score book --scheme small.yaml -o two.xlsx
cmp one.xlsx two.xlsx || fail "the same input gave other bytes"

# explain
expect 0 explain book 东村 --scheme small.yaml
says stdout.txt 93.50
expect 0 explain book 东村 服务 --scheme small.yaml
says stdout.txt '评分表!B2'
expect 2 explain book 北村 --scheme small.yaml
expect 2 explain book 东村 绿化 --scheme small.yaml
