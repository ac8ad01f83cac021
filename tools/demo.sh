#!/bin/sh
# tools/demo.sh TARIFA EXAMPLE   bills the example's sample accounts for April 2020 and explains one bill.
set -eu
tarifa=$1
example=$2
run() {
  echo "\$ tarifa $*"
  "$tarifa" "$@"
  echo
}
run bill "$example" --accounts "$example/data/sample.jsonl" --period 2020-04
run explain "$example" --accounts "$example/data/sample.jsonl" --period 2020-04 --account H-1002
