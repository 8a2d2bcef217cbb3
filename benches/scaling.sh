#!/usr/bin/env bash
# Counts the instructions of cleaning each kind of hostile text at two sizes, and prints their ratio.
#
# Usage: benches/scaling.sh [SMALL [LARGE [KIND...]]]     sizes in bytes; by default 10 MB and 20 MB, all kinds
# Fails when a ratio is above 1.1 times the ratio of the sizes (2.2 for twice the size). Needs valgrind.
set -euo pipefail

small=${1:-10000000}
large=${2:-20000000}
shift $(($# < 2 ? $# : 2))

cd "$(dirname "$0")/.."
cargo build --quiet --release --example hostile
program=${CARGO_TARGET_DIR:-target}/release/examples/hostile
mapfile -t kinds < <(if (($#)); then printf '%s\n' "$@"; else "$program"; fi)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Instructions inside `Cleaner::clean`, for a kind and a size.
instructions() {
  local run="$work/$1.$2"
  valgrind --tool=callgrind --callgrind-out-file="$run.out" --toggle-collect='copydesk::cleaner::Cleaner::clean' \
    "$program" "$1" "$2" --clean >"$run.stdout" 2>"$run.stderr" || { cat "$run.stderr" >&2; return 1; }
  awk '/^(summary|totals):/ { count = $2 } END { printf "%.0f", count }' "$run.out" >"$run"
}

failed=0
printf '%-26s %16s %16s %8s %10s\n' kind "$small" "$large" ratio 'per byte'
for kind in "${kinds[@]}"; do
  instructions "$kind" "$small" &
  instructions "$kind" "$large"
  wait $!
  few=$(<"$work/$kind.$small")
  many=$(<"$work/$kind.$large")
  if ((few == 0 || many == 0)); then
    echo "$kind: no instructions were counted; is Cleaner::clean inlined?" >&2
    exit 1
  fi
  verdict=$(awk -v f="$few" -v m="$many" -v s="$small" -v l="$large" 'BEGIN { print (m / f > 1.1 * l / s) ? "superlinear" : "" }')
  printf '%-26s %16d %16d %8s %10s %s\n' "$kind" "$few" "$many" "$(awk "BEGIN { printf \"%.2f\", $many / $few }")" \
    "$(awk "BEGIN { printf \"%.0f\", $many / $large }")" "$verdict"
  [[ -z $verdict ]] || failed=1
done
exit "$failed"
