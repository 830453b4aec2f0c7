#!/usr/bin/env bash
# Starts Placet with the given arguments. The first start prepares .venv/ from the hash-locked requirements.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

prepare "$root/installer/requirements.txt"
exec "$venv/bin/python" -m app "$@"
