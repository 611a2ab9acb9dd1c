#!/usr/bin/env bash
# Installs the packages of package-lock.json, Node.js 24 among them, into the cache, once for each content of the
# lock file, and prints the directory. It needs npm, and installs it by apt when it is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot
target=$cache/js-$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -c 1-16)

say() { printf 'js-colleague: %s\n' "$*" >&2; }

install_npm() {
  if command -v npm >/dev/null; then return; fi
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    say "npm was not found, and apt-get as root is not available to install it. Install npm."
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || say "apt-get update reported errors; going on"
  apt-get install -y -qq --no-install-recommends npm >&2
}

if [[ ! -e $target/.complete ]]; then
  mkdir -p "$cache"
  exec 9>"$cache/js.lock"
  flock 9
  if [[ ! -e $target/.complete ]]; then
    install_npm
    rm -rf "$cache"/js-building.* "$target"
    building=$(mktemp -d "$cache/js-building.XXXXXX")
    cp "$here/package.json" "$here/package-lock.json" "$building/"
    # The engine wanted is among the packages; the Node.js that runs npm here may be older.
    (cd "$building" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --engine-strict=false >&2)
    # npm leaves out an optional package when its download fails.
    if ! ls "$building"/node_modules/node-linux-*/bin/node >/dev/null 2>&1; then say "no Node.js for $(uname -sm)."; exit 1; fi
    touch "$building/.complete"
    mv -T "$building" "$target"
  fi
fi
echo "$target"
