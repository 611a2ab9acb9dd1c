#!/usr/bin/env bash
# Sees to Chromium (by apt when it is missing) and installs axe-core into the cache, once for each content of the lock file; prints the directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot
target=$cache/browser-$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -c 1-16)
mkdir -p "$cache"
exec 9>"$cache/browser.lock"
flock 9

say() { printf 'browser: %s\n' "$*" >&2; }

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-liberation)
command -v npm >/dev/null || [[ -e $target/.complete ]] || missing+=(npm)
if ((${#missing[@]} > 0)); then
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    say "missing, and not to be installed without root and apt-get: ${missing[*]}"
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || say "apt-get update reported errors; going on"
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

if [[ ! -e $target/.complete ]]; then
  rm -rf "$cache"/browser-building.* "$target"
  building=$(mktemp -d "$cache/browser-building.XXXXXX")
  cp "$here/package.json" "$here/package-lock.json" "$building/"
  (cd "$building" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
  touch "$building/.complete"
  mv -T "$building" "$target"
fi
echo "$target"
