#!/usr/bin/env bash
# Without arguments: every check of the gate. With arguments: pytest alone, with them (paths from the project root).
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

need_command pdftoppm poppler-utils
need_command openssl openssl
prepare "$root/installer/requirements-dev.txt" "$root/installer/requirements.txt"

cd "$root"
python="$venv/bin/python"
if (($#)); then exec "$python" -m pytest "$@"; fi

"$python" -m ruff check .
"$python" -m mypy --strict app
"$python" -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
PLACET_WITHOUT_QT=1 "$python" -m pytest -n 2 --cov
