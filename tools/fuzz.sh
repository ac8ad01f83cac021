#!/bin/sh
# tools/fuzz.sh BUILD_FOLDER SECONDS JOBS SEED   runs every libFuzzer target for so long (tools/fuzz_target.sh), JOBS at a time. Equal seeds
# begin with the same inputs; 0 is another one each time.
set -u
build=$1
targets=$(find "$build/fuzz" -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x | sort)
[ -n "$targets" ] || { echo "no fuzz target was built"; exit 1; }
echo "$targets" | xargs -P "$3" -n 1 tools/fuzz_target.sh "$build" "$2" "$4" || { echo "a fuzz target has a finding"; exit 1; }
