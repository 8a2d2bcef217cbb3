#!/usr/bin/env bash
# Builds the wheel and the tool, and tests the scripts in an environment of their own (half a gigabyte; needs Java 17 or later):
#
#   tests/run.sh          against the tool, on local[2]
#   tests/run.sh --all    also on a cluster of two workers that are killed, and with skewed data
#
# What follows goes to pytest: tests/run.sh --all -k shuffle. PYSPARK says what to install: 'pyspark>=4,<5', or a file.
set -euo pipefail
cd "$(dirname "$0")/../../.."
which=(-m 'not slow')
if [[ ${1:-} == --all ]]; then
  which=(-m 'slow or not slow')
  shift
fi
java -version >/dev/null 2>&1 || { echo "no Java here: nothing is tested" >&2; exit 1; }

cargo build --release --locked --example copydesk --features parquet -p copydesk-tool
environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet 'maturin>=1.9,<2' pytest "${PYSPARK:-pyspark[sql]>=4,<5}" pyarrow 'pandas<3'
PATH="$environment/bin:$PATH" maturin build --release --locked --manifest-path examples/python/Cargo.toml \
  --target-dir target --out "$environment/dist"
"$environment/bin/pip" install --quiet "$environment"/dist/copydesk-*.whl
COPYDESK_TOOL=$PWD/target/release/examples/copydesk "$environment/bin/pytest" -c examples/spark/tests/pytest.ini \
  --rootdir examples/spark "${which[@]}" examples/spark/tests "$@"
