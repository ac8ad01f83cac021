#!/bin/sh
# Makes grammar/tree-sitter/src anew from grammar.js and chapters/, and records from what (src/sources.sha256, which
# tests/tidy compares). Builds and CI do not need it: what it makes is committed.
# Needs Node and tree-sitter's generator: cargo install tree-sitter-cli --locked --version 0.27.1
set -eu
cd "$(dirname "$0")/../grammar/tree-sitter"
if ! command -v tree-sitter >/dev/null; then
  echo "tools/generate_tree_sitter.sh: tree-sitter is not installed, see this file" >&2
  exit 1
fi
tree-sitter generate --abi 14  # the newest that Debian's libtree-sitter reads
rm -f src/grammar.json src/node-types.json
sha256sum grammar.js sequences.js chapters/*.js src/parser.c >src/sources.sha256
