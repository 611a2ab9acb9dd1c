#!/usr/bin/env bash
# RupnBot at work, on this machine alone: a real homeserver, the bot, a référent, an editor, five colleagues and a
# small server with sample feeds; and an encrypted salon whose three members use matrix-js-sdk. See deploy/demo/RupnBot.Demo for what happens.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$here/demo/RupnBot.Demo

usage() {
  cat <<'USAGE'
usage: deploy/demo.sh [--check]

Shows a whole story in real salons: a référent subscribes one in direct chat, a digest is relayed at its hour, five
colleagues vote in a poll, the result is told; and the same in an encrypted salon, whose members use matrix-js-sdk. Then
everything keeps running until Ctrl-C, with addresses and accounts for any Matrix client.

--check   unattended: ends by itself, with 0 only if both salons showed what they must.

Needs the .NET 10 SDK and, for the homeserver, either root on Debian (Synapse is set up by apt, once, in about a
minute and 450 MB under ~/.cache/rupnbot) or a docker engine; for matrix-js-sdk, npm (once, 200 MB in the same folder).
It takes about three minutes.
USAGE
}

say() { printf 'demo: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

case ${1:-} in
  '' | --check) [[ $# -le 1 ]] || { usage >&2; exit 2; } ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

# Installs a package that a bare system lacks, or says which one is missing.
need_package() {
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then fail "$1 is missing: $2"; fi
  say "installing $1: $2"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || say "apt-get update reported errors; going on"
  apt-get install -y -qq --no-install-recommends "$1" >&2 || fail "$1 could not be installed (see above)."
}

has_icu() { ldconfig -p 2>/dev/null | grep -q 'libicuuc\.so' || [[ -n ${CLR_ICU_VERSION_OVERRIDE:-} ]]; }

if ! command -v dotnet >/dev/null; then
  fail "the .NET 10 SDK was not found. Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and see that 'dotnet' is on the PATH."
fi
if ! has_icu; then need_package "$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | cut -d ' ' -f 1 | tail -n 1 | grep . || echo libicu)" "dates in French need it"; fi
[[ -e /usr/share/zoneinfo/Europe/Paris ]] || need_package tzdata "the time zone Europe/Paris is in it"
dotnet --list-sdks | grep -q '^10\.' || fail "dotnet is here, but not the SDK 10 (found: $(dotnet --list-sdks | cut -d ' ' -f 1 | paste -sd ' ' -)). See https://dotnet.microsoft.com/download/dotnet/10.0"

# Here rather than inside the program: the first time it takes a minute, and says so.
bash "$here/dev/homeserver.sh" ensure
bash "$here/demo/js/install.sh" >/dev/null || fail "the encrypted salon needs matrix-js-sdk, which could not be installed (see above)."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
say "building"
dotnet build "$project" --nologo --verbosity quiet >"$log" 2>&1 || { cat "$log" >&2; fail "the build failed (above)."; }
rm -f "$log"

# In place of this shell: Ctrl-C and a kill reach the program, which ends everything that it started.
exec dotnet "$project/bin/Debug/net10.0/rupnbot-demo.dll" demo "$@"
