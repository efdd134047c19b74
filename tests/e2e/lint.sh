#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh - what the linter finds in a scheme of communities refuses form and score; with a written reason it is kept, and the report and the JSON say why.
source "$KP_SOURCE_DIR/tests/e2e/_small.sh"
small_scheme small.yaml
small_book book
sed -e 's/^family: other$/family: community/; s/服务 | Service/居民满意度 | Satisfaction of residents/; s/环境 | Environment/台账 | Ledgers/' small.yaml >ledgers.yaml
sed -i 's/服务,环境/居民满意度,台账/' book/评分表.csv

expect 3 check ledgers.yaml
if grep -F 没有错误 stdout.txt; then fail "first no errors, and then errors"; fi
says stdout.txt KP-L001
says stdout.txt '侯学元'
expect 3 --lang en check ledgers.yaml
says stdout.txt 'Hou Xueyuan'
printf '编号,名称\n1,东村\n' >units.csv
expect 3 form ledgers.yaml --units units.csv --period 2026Q3 -o refused.xlsx
[[ ! -e refused.xlsx ]] || fail "a form was made"
expect 3 score book --scheme ledgers.yaml -o refused.xlsx --json refused.json
[[ ! -e refused.xlsx && ! -e refused.json ]] || fail "results were written"
expect 3 check book --scheme ledgers.yaml
says stdout.txt KP-L001

# three characters are no reason
{ cat ledgers.yaml; printf 'overrides: [{rule: existence, indicator: b, reason: 有需要}]\n'; } >short.yaml
expect 3 score book --scheme short.yaml --json refused.json
says stderr.txt KP-L051

{ cat ledgers.yaml; printf 'overrides: [{rule: existence, indicator: b, reason: 区人大决议要求本年度核对}]\n'; } >kept.yaml
expect 0 check kept.yaml
says stdout.txt '区人大决议要求本年度核对'
expect 0 show kept.yaml
says stdout.txt '区人大决议要求本年度核对'
expect 0 form kept.yaml --units units.csv --period 2026Q3 -o form.xlsx
expect 3 check form.xlsx --json - # the form, still empty, carries the reason
says stdout.txt '"reason":"区人大决议要求本年度核对"'
expect 0 score book --scheme kept.yaml -o report.xlsx --json kept.json
says kept.json '"overrides": [{"code":"KP-L001","rule":"existence","about":"b","found":"台账、ledger","reason":"区人大决议要求本年度核对"'
unzip -p report.xlsx 'xl/*' | grep '区人大决议要求本年度核对' >found.txt || fail "the report does not print the reason"

# two evaluations of communities at once
sed -e 's/^id: small$/id: second/' kept.yaml >second.yaml
expect 0 check kept.yaml second.yaml
says stdout.txt KP-L009
