#!/bin/sh
# tools/run_ctest.sh BUILD_FOLDER JOBS   all tests; ctest's own summary is the last thing printed.
set -u
ctest --test-dir "$1" -j "$2" --output-on-failure >"$1/ctest.log" 2>&1
status=$?
if [ "$status" -ne 0 ]; then
  cat "$1/ctest.log"
  exit "$status"
fi
# No test at all is no success.
grep -q 'tests passed' "$1/ctest.log" || { cat "$1/ctest.log"; exit 1; }
sed -n '/tests passed/,$p' "$1/ctest.log"
