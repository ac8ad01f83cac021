#!/bin/sh
# tools/vsix.sh   checks, bundles and packs the VS Code extension: build/editor/tarifa.vsix. Works on a copy of lsp/vscode beside the packages
# that tools/setup_editor.sh installed, so that the sources stay as they are; asks no network.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
folder=$root/build/editor
PATH=$folder/node/bin:$PATH
export PATH
stage=$folder/extension

find "$stage" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name installed-lock.json -exec rm -rf {} +
tar -C lsp/vscode --exclude=node_modules --exclude=dist -cf - . | tar -C "$stage" -xf -
cp LICENSE "$stage/LICENSE"
cp -R docs/diagnostics "$stage/diagnostics"
cd "$stage"
"$root/tools/quietly.sh" "$folder/typescript.log" node node_modules/typescript/bin/tsc --noEmit
"$root/tools/quietly.sh" "$folder/bundle.log" node esbuild.mjs
# The bundle holds the libraries; the package needs no node_modules.
"$root/tools/quietly.sh" "$folder/vsce.log" node node_modules/@vscode/vsce/vsce package --no-dependencies --no-rewrite-relative-links \
  --skip-license --allow-missing-repository --out "$folder/tarifa.vsix"
