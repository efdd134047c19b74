# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# _small.sh - what the shell tests share: a two-item scheme, an entry workbook of .csv sheets for it, and assertions that say what failed.
set -euo pipefail

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# expect CODE WORD... - runs the tool with the words; its output is left in stdout.txt and stderr.txt.
expect() {
    local wanted=$1 got=0
    shift
    "$KAOPING" "$@" >stdout.txt 2>stderr.txt || got=$?
    if ((got != wanted)); then
        cat stdout.txt stderr.txt >&2
        fail "kaoping $* ended with $got, not $wanted"
    fi
}

says() { grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "$1 does not say: $2"; }; }

# small_scheme FILE [POINTS OF A] - item a of 60 points (or as given), item b of what is left of 100.
small_scheme() {
    local a=${2:-60}
    cat >"$1" <<END
id: small
title: 小方案 | Small scheme
subject: 社区 | Community
family: other
cadence: quarter
decimals: 2
indicators:
  - {id: a, title: 服务 | Service, points: $a, method: direct}
  - {id: b, title: 环境 | Environment, points: $((100 - a)), method: direct}
bands:
  - {id: good, title: 良好 | Good, from: 80, to: 100}
  - {id: fair, title: 一般 | Fair, from: 0, to: 80}
END
}

# small_book FOLDER - three units; the third has an error if a mark is given as $2.
small_book() {
    mkdir -p "$1"
    printf '考评期,2026Q3\n填报单位,锦绣街道\n' >"$1/填表说明.csv"
    printf '编号,名称\n1,东村\n2,西村\n3,南村\n' >"$1/考评对象.csv"
    printf '考评对象,服务,环境\n东村,55.5,38\n西村,40,30.25\n南村,%s,20\n' "${2:-50}" >"$1/评分表.csv"
}
