#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scheme_changed.sh - a number changed in the scheme changes the result without a build, from YAML and from the sheet 方案 alike, and the report says so.
source "$KP_SOURCE_DIR/tests/e2e/_small.sh"
small_scheme small.yaml
small_book book

# marks 30 and 20 of the first unit: with 60/40 points they are 50; points are only full marks here, so the weights are changed in a weighted scheme
sed -e 's/points: 60/weight: 60/; s/points: 40/weight: 40/' small.yaml >weighted.yaml
sed -e 's/weight: 60/weight: 50/; s/weight: 40/weight: 50/' weighted.yaml >even.yaml
# by hand: 55.5·0.6 + 38·0.4 = 48.50; 55.5·0.5 + 38·0.5 = 46.75
expect 0 score book --scheme weighted.yaml --json weighted.json
says weighted.json '"score":"48.50"'
expect 0 score book --scheme even.yaml --json even.json
says even.json '"score":"46.75"'
digest() { sed -n 's/.*"digest":"\([0-9a-f]*\)".*/\1/p' "$1"; }
[[ $(digest weighted.json) != "$(digest even.json)" ]] || fail "two schemes have one digest"

# a comment and the order of keys change nothing
{ echo '# a comment'; cat weighted.yaml; } >same.yaml
expect 0 score book --scheme same.yaml --json same.json
[[ $(digest weighted.json) == "$(digest same.json)" ]] || fail "a comment changed the digest"

# a built-in changed in one number: the tool and the report say that it differs
sed -e '0,/weight: 10/s//weight: 11/' "$KP_SOURCE_DIR/templates/sicha_yiping.yaml" >changed.yaml
expect 0 check changed.yaml
says stdout.txt '10 → 11'
