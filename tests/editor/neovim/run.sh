#!/bin/sh
# tests/editor/neovim/run.sh   the server in Neovim, a client without pull diagnostics. Any error of Lua ends it with another status than 0.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$root/examples/01-colombia-energy" "$scratch/package"
export HOME="$scratch" XDG_STATE_HOME="$scratch/state" TARIFA_LSP="${TARIFA_PROGRAMS:-$root/build/release}/tarifa-lsp" TARIFA_PACKAGE="$scratch/package"
# `cquit` is reached only if the script did not end by itself.
timeout 600 nvim --headless --clean -u NONE -c "luafile $here/session.lua" -c 'cquit'
