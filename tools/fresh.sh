#!/bin/sh
# tools/fresh.sh [TARGET...]   makes a bare Debian 12 root, puts a clone of HEAD into it, and runs `make TARGET` there:
# the README's two commands, demo and test, unless told otherwise.
# Needs root. The root folder goes away at the end, the output stays in build/fresh/.
set -eu
[ $# -gt 0 ] || set -- demo test
[ "$(id -u)" -eq 0 ] || { echo "tools/fresh.sh: needs root" >&2; exit 1; }
command -v mmdebstrap >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get -qq -y install mmdebstrap

here=$(git rev-parse --show-toplevel)
logs=$here/build/fresh
mkdir -p "$logs"
root=$(mktemp -d /var/tmp/tarifa-fresh.XXXXXX)
clean() {
  umount "$root/dev/pts" 2>/dev/null || true
  umount "$root/proc" 2>/dev/null || true
  # Never walk into a mount that is still there.
  if mountpoint -q "$root/proc" || mountpoint -q "$root/dev/pts"; then echo "still mounted: $root" >&2; else rm -rf "$root"; fi
}
trap clean EXIT
trap 'exit 130' INT TERM

sources=/etc/apt/sources.list.d/debian.sources
mmdebstrap --quiet --variant=apt --mode=root bookworm "$root" "$sources"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
# How this machine reaches its packages: certificates and settings of pip and npm, where it has some.
mkdir -p "$root/usr/local/share/ca-certificates"
cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
for settings in /etc/pip.conf /etc/npmrc; do
  [ ! -f "$settings" ] || cp "$settings" "$root$settings"
done
mount --bind /proc "$root/proc"
# The tasks of the editor run in terminals.
mkdir -p "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
# All that the README asks for beforehand.
inside sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install git make' \
  >"$logs/prepare.log" 2>&1 || { cat "$logs/prepare.log"; exit 1; }
git clone -q --no-hardlinks "$here" "$root/root/tarifa"

for command in "$@"; do
  started=$(date +%s)
  if inside make -C /root/tarifa --no-print-directory "$command" >"$logs/$command.log" 2>&1; then
    cat "$logs/$command.log"
    echo "fresh: make $command passed in $(($(date +%s) - started)) s"
  else
    cat "$logs/$command.log"
    echo "fresh: make $command FAILED"
    exit 1
  fi
done
