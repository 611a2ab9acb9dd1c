#!/usr/bin/env bash
# The benchmark "crypto" beside vodozemac as well, all on one core: the longer command. The first time it bootstraps a Debian sid system with
# Rust and vodozemac into ${XDG_CACHE_HOME:-~/.cache}/rupnbot (root, some minutes, 1 GB) and builds benchmarks/vodozemac there.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rupnbot
say() { printf 'vodozemac: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
. "$here/../deploy/dev/synapse-root.sh"

require_chroot_means
root=$cache/vodozemac-root-1
mkdir -p "$cache"
exec 9>"$cache/vodozemac-root.lock"
flock 9
if [[ ! -e $root/.complete ]]; then
  install_mmdebstrap
  mirror=$(debian_mirror) && [[ -n $mirror ]] || fail "no Debian mirror in apt's sources. Set RUPNBOT_DEBIAN_MIRROR to one that has sid."
  [[ ! -e $root ]] || discard_tree "$root"
  say "bootstrapping Debian sid with Rust (once; some minutes, 1 GB)"
  DEBIAN_FRONTEND=noninteractive mmdebstrap --quiet --mode=root --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' \
    --aptopt='Acquire::Retries "3"' --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io \
    --include=cargo,libc6-dev,librust-vodozemac-dev sid "$root" "$mirror" >"$cache/vodozemac-root.log" 2>&1 \
    || { tail -n 30 "$cache/vodozemac-root.log" >&2; fail "the bootstrap failed."; }
  touch "$root/.complete"
fi

rm -rf "$root/srv/vodozemac"
cp -r "$here/vodozemac" "$root/srv/vodozemac"
mkdir -p "$root/srv/vodozemac/.cargo"
cat >"$root/srv/vodozemac/.cargo/config.toml" <<'CONFIG'
[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "/usr/share/cargo/registry"
CONFIG
# For the processor it runs on, which vodozemac's makers do not ship: the harder comparison.
chroot "$root" sh -c 'cd /srv/vodozemac && RUSTFLAGS="-C target-cpu=native" CARGO_HOME=/srv/cargo cargo build --release --offline --quiet' \
  || fail "vodozemac's part could not be built (see above)."
exec 9>&-

dotnet build -c Release "$here/RupnBot.Benchmarks" >&2
core=$(($(nproc) - 1))
RUPNBOT_VODOZEMAC="$root" taskset -c "$core" dotnet run -c Release --no-build --project "$here/RupnBot.Benchmarks" -- crypto
