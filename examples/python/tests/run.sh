#!/usr/bin/env bash
# Builds the wheel and tests it in an environment of its own, with pyarrow alone beside it.
# `PROFILE=dev` builds one that is slower, and faster to build.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
if ! "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "no Python 3.10 or later with venv here: the wheel is not tested"
  exit 0
fi

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
"$python" -m venv "$environment"
if ! "$environment/bin/pip" install --quiet 'maturin>=1.9,<2' pytest pyarrow; then
  echo "maturin, pytest and pyarrow cannot be installed here: the wheel is not tested"
  exit 0
fi
PATH="$environment/bin:$PATH" maturin build --profile "${PROFILE:-release}" --locked --target-dir ../../target --out "$environment/dist"
"$environment/bin/pip" install --quiet "$environment"/dist/copydesk-*.whl
"$environment/bin/pytest" tests
