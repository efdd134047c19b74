#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM FUZZ-FOLDER NAME RUN-FOLDER - runs one fuzz target for a bounded time. New inputs and crashing ones go to RUN-FOLDER, never to the
# seeds. KAOPING_FUZZ_SECONDS (default 15) is the time; KAOPING_FUZZ_SEED (default 1) makes a run repeat the same choices.
set -euo pipefail
program=$1 folder=$2 name=$3 run=$4
seconds=${KAOPING_FUZZ_SECONDS:-15}

rm -rf -- "$run"
mkdir -p -- "$run/found" "$run/crashes" "$run/tmp"
arguments=("-max_total_time=$seconds" "-seed=${KAOPING_FUZZ_SEED:-1}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    "-artifact_prefix=$run/crashes/")
[[ ! -f $folder/$name.dict ]] || arguments+=("-dict=$folder/$name.dict")
folders=("$run/found")
if [[ -d $folder/corpus/$name ]]; then
    folders+=("$folder/corpus/$name")
else
    echo "no seeds: $folder/corpus/$name does not exist" >&2
fi
export TMPDIR=$run/tmp
cd -- "$run"
exec "$program" "${arguments[@]}" "${folders[@]}"
