#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# in-scratch.sh FOLDER COMMAND... - runs COMMAND in FOLDER, made new and empty, with KP_SCRATCH naming it and a home of its own beside it, so that no
# test sees what another left or what the user has set up.
set -euo pipefail
export KP_SCRATCH=$1
shift
export HOME=$KP_SCRATCH.home
rm -rf -- "$KP_SCRATCH" "$HOME"
mkdir -p -- "$KP_SCRATCH" "$HOME"
cd -- "$KP_SCRATCH"
exec "$@"
