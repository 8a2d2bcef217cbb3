#!/usr/bin/env bash
# Tests the ready-made steps with the libraries of today, in an environment of its own (a gigabyte):
#
#   tests/integrations.sh WHEEL [LIBRARY...]
#
# Without LIBRARY all of them: datatrove[io] datasets polars duckdb ray[data].
set -euo pipefail
wheel=$(realpath "${1:?which wheel? maturin build --release --out dist makes one}")
shift
cd "$(dirname "$0")/.."
libraries=("$@")
((${#libraries[@]})) || libraries=('datatrove[io]' datasets polars duckdb 'ray[data]')

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet "$wheel" pytest pyarrow "${libraries[@]}"
"$environment/bin/pytest" tests/test_integrations.py
