#!/bin/sh
# tools/test_editor.sh [PART...]   runs the editor tests: colours, pages, in_host, ui, neovim; all of them unless told otherwise. Every part
# runs even if one before it failed. Needs build/editor (tools/setup_editor.sh, tools/vsix.sh) and the programs of build/release.
set -u
cd "$(dirname "$0")/.."
PATH=$PWD/build/editor/node/bin:$PATH
export PATH
[ $# -gt 0 ] || set -- colours pages in_host ui neovim
failed=""
for part in "$@"; do
  echo "-- editor tests: $part"
  case $part in
    colours) node --test tests/editor/colours_test.cjs ;;
    pages) node --test tests/editor/pages_test.cjs ;;
    in_host) node tests/editor/run_in_host.cjs ;;
    ui) node tests/editor/run_ui.cjs ;;
    neovim) sh tests/editor/neovim/run.sh ;;
    *) echo "no such part: $part"; false ;;
  esac || failed="$failed $part"
done
[ -z "$failed" ] || { echo "editor tests FAILED:$failed"; exit 1; }
echo "editor tests passed: $*"
