#!/bin/sh
# tools/fuzz.sh BUILD_FOLDER SECONDS   runs every libFuzzer target for so long, from its seeds and earlier finds, with its
# dictionary. New inputs go to BUILD_FOLDER/corpus; a finding is kept in BUILD_FOLDER/findings and fails.
set -u
build=$1
seconds=$2
status=0
found=0
for target in "$build"/fuzz/fuzz_*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  found=1
  name=$(basename "$target" | sed 's/^fuzz_//')
  corpus=$build/corpus/$name
  mkdir -p "$corpus" "$build/findings"
  set -- "$corpus"
  for folder in "fuzz/seeds/$name" "fuzz/finds/$name"; do
    [ ! -d "$folder" ] || set -- "$@" "$folder"
  done
  [ ! -f "fuzz/dict/$name.dict" ] || set -- "-dict=fuzz/dict/$name.dict" "$@"
  log=$build/fuzz-$name.log
  if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$name-" "$@" >"$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "fuzz $name: $runs runs in $seconds s, no finding"
  else
    status=1
    tail -n 60 "$log"
    echo "fuzz $name: FINDING, see $log and $build/findings"
  fi
done
[ "$found" -eq 1 ] || { echo "no fuzz target was built"; exit 1; }
exit "$status"
