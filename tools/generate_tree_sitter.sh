#!/bin/sh
# Makes grammar/tree-sitter/src anew from grammar.js and chapters/, and records from what (src/sources.sha256, which
# tests/tidy compares). Builds and CI do not need it: what it makes is committed. Needs Node and Cargo (of a
# current Rust); installs tree-sitter's generator the first time, in some minutes.
set -eu
cd "$(dirname "$0")/../grammar/tree-sitter"
version=0.27.1
PATH=$PATH:$HOME/.cargo/bin
if [ "$(tree-sitter --version 2>/dev/null | cut -d ' ' -f 2)" != "$version" ]; then
  cargo install tree-sitter-cli --locked --quiet --version "$version"
fi
tree-sitter generate --abi 14  # the newest that Debian's libtree-sitter reads
rm -f src/grammar.json src/node-types.json
sha256sum grammar.js sequences.js chapters/*.js src/parser.c >src/sources.sha256
