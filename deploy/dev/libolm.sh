#!/usr/bin/env bash
# Prints the path of libolm 3 (Debian package libolm3), which tests and benchmarks of the encryption compare with: the system's, or else one
# unpacked from the package under ${XDG_CACHE_HOME:-~/.cache}/rupnbot. Nothing is installed; it needs apt-get, but not root.
set -euo pipefail

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot
say() { printf 'libolm: %s\n' "$*" >&2; }
found() { compgen -G "$1/lib/*/libolm.so.3" || compgen -G "$1/lib*/libolm.so.3"; }

if found /usr | head -n 1; then exit; fi
mkdir -p "$cache"
exec 9>"$cache/libolm.lock"
flock 9
if found "$cache/libolm/usr" | head -n 1; then exit; fi
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { say "libolm 3 was not found: install it (Debian: libolm3)."; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# A machine without package lists needs root for them.
apt-get download -qq libolm3 >&2 || { apt-get update -qq >&2 && apt-get download -qq libolm3 >&2; } || { say "libolm3 could not be downloaded (see above)."; exit 1; }
dpkg-deb -x ./*.deb root
rm -rf "$cache/libolm"
mv root "$cache/libolm"
found "$cache/libolm/usr" | head -n 1
