# Sourced by homeserver.sh: obtains Synapse. Sets nothing but functions.
#
# Synapse is packaged in Debian sid only, so a small sid system is bootstrapped once into the cache and entered
# with chroot. It needs root, apt, and a Debian mirror, which is the one that apt already uses on this machine.

ROOT_FORMAT=1                                   # raise it when the packages below change: a new root is then built
ROOT_PACKAGES=matrix-synapse,python3-psycopg2
SYNAPSE_IMAGE=matrixdotorg/synapse:latest

# Prints the addresses in apt's own sources, one a line: deb822 (*.sources) and one-line (*.list) formats.
apt_addresses() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -r $file ]] || continue
    sed -nE 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' "$file"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -r $file ]] || continue
    # A stanza may be switched off by "Enabled: no"; URIs may continue on indented lines.
    awk 'function flush() { if (on) printf "%s", found; found = ""; on = 1; field = "" }
         BEGIN { on = 1 }
         /^#/ { next }
         /^[[:space:]]*$/ { flush(); next }
         /^[^[:space:]]/ { field = tolower($0); sub(/:.*/, "", field); sub(/^[^:]*:/, "") }
         field == "enabled" && tolower($1) ~ /^(no|false|0)$/ { on = 0 }
         field == "uris" { for (i = 1; i <= NF; i++) found = found $i "\n" }
         END { flush() }' "$file"
  done
}

# Prints the Debian mirror: RUPNBOT_DEBIAN_MIRROR, or the first Debian archive (not the security one) that apt knows.
debian_mirror() {
  if [[ -n ${RUPNBOT_DEBIAN_MIRROR:-} ]]; then echo "$RUPNBOT_DEBIAN_MIRROR"; return; fi
  apt_addresses | sed -E 's#^mirror\+(file:)?#\1#' | grep -E '^(https?|ftp|file):.*/debian/?$' | head -n 1
}

docker_answers() {
  command -v docker >/dev/null 2>&1 && timeout 10 docker info --format '{{.ServerVersion}}' >/dev/null 2>&1
}

docker_image_ready() {
  docker image inspect "$SYNAPSE_IMAGE" >/dev/null 2>&1 || docker pull --quiet "$SYNAPSE_IMAGE" >&2
}

# Prints "docker" or "chroot". RUPNBOT_HOMESERVER_ROUTE forces one of them.
choose_route() {
  case ${RUPNBOT_HOMESERVER_ROUTE:-} in
    docker) docker_answers || fail "RUPNBOT_HOMESERVER_ROUTE=docker, but no docker engine answers."; docker_image_ready >&2; echo docker ;;
    chroot) echo chroot ;;
    '') if docker_answers && docker_image_ready; then echo docker; else echo chroot; fi ;;
    *) fail "RUPNBOT_HOMESERVER_ROUTE must be 'docker' or 'chroot', not '$RUPNBOT_HOMESERVER_ROUTE'." ;;
  esac
}

require_chroot_means() {
  [[ $(uname -s) == Linux ]] || fail "this route needs Linux. Start a docker engine, or set RUPNBOT_TEST_HOMESERVER."
  [[ $(id -u) == 0 ]] || fail "bootstrapping and entering a Debian system needs root. Run as root, start a docker engine," \
    "or set RUPNBOT_TEST_HOMESERVER to the address of a homeserver for tests."
  command -v apt-get >/dev/null || fail "apt-get was not found: this route needs Debian (or a derivative). Start a docker engine," \
    "or set RUPNBOT_TEST_HOMESERVER to the address of a homeserver for tests."
  command -v flock >/dev/null || fail "flock (package util-linux) was not found."
}

install_mmdebstrap() {
  command -v mmdebstrap >/dev/null && return
  say "installing mmdebstrap"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || say "apt-get update reported errors; going on"
  apt-get install -y -qq --no-install-recommends mmdebstrap debian-archive-keyring >&2 || fail "mmdebstrap could not be installed (see above)."
}

# Deletes a directory left by a killed bootstrap, first detaching what is still mounted below it.
discard_tree() {
  local mount
  awk -v dir="$1/" 'index($5, dir) == 1 { print $5 }' /proc/self/mountinfo | sort -r | while read -r mount; do umount -l "$mount" || true; done
  rm -rf --one-file-system "$1"
}

# Sets root to a complete sid system with Synapse, building it when absent. Concurrent callers wait for the first one.
ensure_root() {
  require_chroot_means
  root=$cache/synapse-root-$ROOT_FORMAT
  [[ -e $root/.complete ]] && return
  mkdir -p "$cache"
  local lock started=$SECONDS
  exec {lock}>"$cache/synapse-root.lock"
  flock -n "$lock" || { say "waiting for another process that prepares Synapse"; flock "$lock"; }
  if [[ ! -e $root/.complete ]]; then build_root; say "Synapse ready in $((SECONDS - started)) s: $root"; fi
  exec {lock}>&-
}

build_root() {
  local stale building mirror
  mirror=$(debian_mirror) && [[ -n $mirror ]] || fail "no Debian mirror in apt's sources. Set RUPNBOT_DEBIAN_MIRROR to one that has sid."
  install_mmdebstrap
  for stale in "$cache"/synapse-building.* "$root"; do [[ ! -e $stale ]] || discard_tree "$stale"; done
  building=$(mktemp -d "$cache/synapse-building.XXXXXX")
  chmod 755 "$building"
  say "bootstrapping Debian sid with Synapse (once; about a minute, 450 MB)"
  # The mirror may be a dated snapshot whose Release file has expired.
  if ! DEBIAN_FRONTEND=noninteractive mmdebstrap --quiet --mode=root --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' \
    --aptopt='Acquire::Retries "3"' --dpkgopt=force-unsafe-io \
    --include="$ROOT_PACKAGES" sid "$building" "$mirror" >"$building.log" 2>&1; then
    tail -n 30 "$building.log" >&2
    discard_tree "$building"
    fail "the bootstrap failed; its whole log is $building.log"
  fi
  mkdir -p "$building/srv/rupnbot"
  touch "$building/.complete"
  mv -T "$building" "$root"
  rm -f "$cache"/synapse-building.*.log
}
