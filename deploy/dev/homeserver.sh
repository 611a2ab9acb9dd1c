#!/usr/bin/env bash
# A real homeserver (Synapse, server name rupn.test) on 127.0.0.1 for tests and the demo. Never for production:
# anyone may register on it. See usage below.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot
server_name=rupn.test

usage() {
  cat <<'USAGE'
usage: homeserver.sh ensure
       homeserver.sh start --data DIR [--port N] [--throttle] [--config EXTRA.yaml] [--with-parent PID] [--foreground]
       homeserver.sh stop  --data DIR [--kill] [--remove]
       homeserver.sh log   --data DIR

ensure   prepares Synapse: the docker image where a docker engine answers, otherwise a Debian sid system in
         ${XDG_CACHE_HOME:-~/.cache}/rupnbot (root, once, about a minute). "start" does it too.
start    starts an instance, or starts the one in DIR again with the same port and data, waits until it answers,
         and prints its base URL, alone, on standard output.
  --data DIR         names the instance; created if absent. Its database, configuration and log are under DIR/synapse.
  --port N           the port on 127.0.0.1; default: a free one, kept for the next starts.
  --throttle         leave Synapse's own limit on messages (rc_message) in force. Every other limit is lifted always.
  --config FILE      further Synapse configuration, read last.
  --with-parent PID  end, and delete the data, when the process PID has gone, however it went.
  --foreground       stay until interrupted, then stop the instance.
stop     ends the instance (--kill: at once, by SIGKILL; --remove: then delete its data).
log      prints the instance's log.

RUPNBOT_TEST_HOMESERVER   address of a homeserver to use instead: start prints it, stop does nothing.
RUPNBOT_HOMESERVER_ROUTE  "docker" or "chroot" to force one.
RUPNBOT_DEBIAN_MIRROR     a Debian mirror with sid; default: the one in apt's sources.
RUPNBOT_START_TIMEOUT     seconds to wait for the first answer (default 120).
USAGE
}

say() { printf 'homeserver: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

. "$here/synapse-root.sh"
. "$here/synapse-configuration.sh"
. "$here/synapse-instance.sh"

command=${1:-}
[[ $# -gt 0 ]] && shift
data='' port='' throttle='' extra='' parent='' foreground='' kill='' remove=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --data | --port | --config | --with-parent)
      [[ -n ${2:-} ]] || fail "$1 needs a value."
      case $1 in --data) data=$2 ;; --port) port=$2 ;; --config) extra=$2 ;; *) parent=$2 ;; esac
      shift 2
      ;;
    --throttle | --foreground | --kill | --remove) printf -v "${1#--}" yes; shift ;;
    -h | --help) usage; exit ;;
    *) fail "unknown argument '$1'; see homeserver.sh --help" ;;
  esac
done

case $command in
  -h | --help | help) usage; exit ;;
  ensure | start | stop | log | watch) ;;   # watch is start's own, for --with-parent
  *) usage >&2; exit 2 ;;
esac

if [[ -n ${RUPNBOT_TEST_HOMESERVER:-} ]]; then
  if [[ $command == start ]]; then echo "${RUPNBOT_TEST_HOMESERVER%/}"; fi
  exit
fi

if [[ $command == ensure ]]; then
  route=$(choose_route)
  if [[ $route == chroot ]]; then ensure_root; fi
  exit
fi

[[ -n $data ]] || fail "$command needs --data DIR."
[[ -z $port || $port =~ ^[0-9]{1,5}$ && $port -ge 1 && $port -le 65535 ]] || fail "--port must be from 1 to 65535, not '$port'."
[[ -z $extra || -r $extra ]] || fail "--config: '$extra' cannot be read."
[[ -z $parent || -d /proc/$parent ]] || fail "--with-parent: there is no process '$parent'."

case $command in
  start) start_instance ;;
  stop) stop_instance ;;
  watch) watch_instance ;;
  log) cat "$data/synapse/homeserver.log" 2>/dev/null || fail "no log in '$data'." ;;
esac
