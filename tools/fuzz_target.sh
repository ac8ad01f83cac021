#!/bin/sh
# tools/fuzz_target.sh BUILD_FOLDER SECONDS SEED TARGET   runs one libFuzzer target for so long, from its seeds and earlier finds, with
# its dictionary. New inputs go to BUILD_FOLDER/corpus; a finding is kept in BUILD_FOLDER/findings and fails.
set -u
build=$1
seconds=$2
seed=$3
target=$4
name=$(basename "$target" | sed 's/^fuzz_//')
corpus=$build/corpus/$name
mkdir -p "$corpus" "$build/findings"
set -- "$corpus"
for folder in "fuzz/seeds/$name" "fuzz/finds/$name"; do
  [ ! -d "$folder" ] || set -- "$@" "$folder"
done
[ ! -f "fuzz/dict/$name.dict" ] || set -- "-dict=fuzz/dict/$name.dict" "$@"
log=$build/fuzz-$name.log
if "$target" -max_total_time="$seconds" -seed="$seed" -timeout=20 -rss_limit_mb=4000 -print_final_stats=1 \
  -artifact_prefix="$build/findings/$name-" "$@" >"$log" 2>&1; then
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "fuzz $name: $runs runs in $seconds s, no finding"
else
  tail -n 60 "$log"
  echo "fuzz $name: FINDING, see $log and $build/findings"
  exit 1
fi
