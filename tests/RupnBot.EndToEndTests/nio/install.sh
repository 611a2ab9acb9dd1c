#!/usr/bin/env bash
# Installs matrix-nio, with libolm, from the same Debian sid into the system that deploy/dev/homeserver.sh prepares for
# Synapse, once, and prints that system's directory. It needs what the script's chroot route needs: root and apt.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot

say() { printf 'nio-colleague: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

. "$here/../../../deploy/dev/synapse-root.sh"

install_nio() {
  local log=$root/tmp/nio-install.log
  say "installing matrix-nio (once; about ten seconds)"
  # Only what is missing: servers may be running from this system.
  if ! (DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends --no-upgrade --no-remove python3-matrix-nio) >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    fail "matrix-nio could not be installed; the whole log is $log"
  fi
  touch "$root/.nio"
}

ensure_root
if [[ ! -e $root/.nio ]]; then
  exec {lock}>"$cache/nio.lock"
  flock "$lock"
  if [[ ! -e $root/.nio ]]; then install_nio; fi
  exec {lock}>&-
fi
echo "$root"
