#!/bin/sh
# Installs what building and testing Tarifa on Debian 12 needs, by package name. Quiet, and quick when all is there.
# Runs as root or with sudo. Usage: tools/setup.sh
set -eu

packages="
  clang-19 llvm-19-dev lld-19 libclang-rt-19-dev clang-tidy-19 clang-format-19
  cmake ninja-build ccache mold python3 binutils libc6-dev libstdc++-12-dev
  antlr4 libantlr4-runtime-dev default-jre-headless
  libfmt-dev libexpected-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libsimdjson-dev
  libgmp-dev libutf8proc-dev libsodium-dev libtree-sitter-dev libgoogle-perftools-dev
  libgtest-dev libgmock-dev libbenchmark-dev libfuzzer-19-dev
"

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=""
elif command -v sudo >/dev/null; then
  as_root="sudo"
else
  echo "tools/setup.sh: run me as root, or install sudo; missing:$missing" >&2
  exit 1
fi

echo "installing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >>"$log" 2>&1 &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install $missing >>"$log" 2>&1
}
if ! install; then
  cat "$log" >&2
  echo "tools/setup.sh: apt-get failed, see above" >&2
  exit 1
fi
