# Sourced by homeserver.sh: starts, watches and stops one instance. It uses that script's data, port, throttle, …
#
# DIR/synapse holds everything of an instance. With chroot it is a link to a directory inside the chroot, because a
# bind mount would ask for a privilege that containers do not have. Processes are known by id *and* start time, so
# that an id used again is never signalled.

# --- processes -------------------------------------------------------------------------------------------------

# Prints "PID START", START being field 22 of /proc/PID/stat; fails for a process that has ended (a zombie has).
identity() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra stat <<<"${stat##*) }"
  [[ ${stat[0]} != Z ]] && echo "$1 ${stat[19]}"
}

# Is the process whose identity was stored in this file still there?
runs() {
  local stored
  stored=$(cat "$1" 2>/dev/null) && [[ -n $stored && $stored == "$(identity "${stored%% *}")" ]]
}

server_runs() {
  if [[ $route == docker ]]; then
    [[ $(docker inspect --format '{{.State.Running}}' "$(cat "$home/container" 2>/dev/null)" 2>/dev/null) == true ]]
  else
    runs "$home/pid"
  fi
}

# --- start -----------------------------------------------------------------------------------------------------

start_instance() {
  local attempt kept
  open_instance
  if server_runs; then say "already running"; cat "$home/url"; return; fi
  for attempt in 1 2 3 4 5; do
    write_configuration
    launch
    if wait_until_ready; then
      echo "http://127.0.0.1:$port" | tee "$home/url"
      watch_parent
      if [[ $foreground == yes ]]; then stay; fi
      return
    fi
    # Someone took the free port between the choice and the start: choose again.
    if [[ -n $kept ]] || ! grep -q 'Address already in use' "$home/homeserver.log"; then break; fi
    port=
  done
  tail -n 40 "$home/homeserver.log" >&2 || true
  end_server kill
  fail "the homeserver did not start, or did not answer on port $port within $timeout s (its log is above)."
}

# Sets home, route, root and port; creates the instance when DIR has none.
open_instance() {
  timeout=${RUPNBOT_START_TIMEOUT:-120}
  mkdir -p "$data"
  data=$(cd "$data" && pwd -P)
  home=$data/synapse
  if [[ -e $home/route ]]; then route=$(cat "$home/route"); else route=$(choose_route); fi
  if [[ $route == chroot ]]; then ensure_root; fi
  if [[ ! -e $home/route ]]; then create_home; fi
  if [[ -z $port && -e $home/port ]]; then port=$(cat "$home/port"); fi
  kept=$port
  if [[ -n $extra ]]; then cp "$extra" "$home/extra.yaml"; fi
  if [[ $throttle == yes ]]; then touch "$home/throttle"; fi
}

create_home() {
  if [[ $route == docker ]]; then
    mkdir -p "$home"
  else
    local lock inside
    exec {lock}>"$cache/instances.lock"
    flock "$lock"
    discard_orphans
    inside=$(mktemp -d "$root/srv/rupnbot/XXXXXXXX")
    chmod 700 "$inside"
    echo "$home" >"$inside/origin"
    ln -sfnT "$inside" "$home"
    exec {lock}>&-
  fi
  # The key's format is "algorithm version base64"; Synapse would need a second run to make one itself.
  echo "ed25519 a_test $(head -c 32 /dev/urandom | base64 | tr -d '=\n')" >"$home/signing.key"
  echo "$route" >"$home/route"
}

# Deletes instances inside the chroot whose DIR has been deleted without "stop --remove".
discard_orphans() {
  local inside
  for inside in "$root"/srv/rupnbot/*/; do
    inside=${inside%/}
    [[ -d $inside ]] || continue
    if [[ $(readlink "$(cat "$inside/origin" 2>/dev/null)" 2>/dev/null) == "$inside" ]] || runs "$inside/pid"; then continue; fi
    rm -rf --one-file-system "$inside"
  done
}

# Below the range that the kernel hands to outgoing connections, so that a stopped instance finds its port free again.
free_port() {
  local candidate
  while true; do
    candidate=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then echo "$candidate"; return; fi
  done
}

launch() {
  local -a synapse=(-m synapse.app.homeserver -c homeserver.yaml)
  if [[ -e $home/extra.yaml ]]; then synapse+=(-c extra.yaml); fi
  : >"$home/homeserver.log"
  if [[ $route == docker ]]; then
    docker run --detach --user "$(id -u):$(id -g)" --volume "$home:/data" --workdir /data \
      --publish "127.0.0.1:$port:$port" --entrypoint python3 "$SYNAPSE_IMAGE" "${synapse[@]}" >"$home/container"
    return
  fi
  local inside
  inside=$(readlink "$home")
  # A session of its own: a Ctrl-C meant for the script's caller must not reach it.
  LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin setsid chroot "$root" \
    /bin/sh -c 'cd "$1" && shift && exec python3 "$@"' sh "${inside#"$root"}" "${synapse[@]}" \
    </dev/null >>"$home/homeserver.log" 2>&1 &
  identity $! >"$home/pid" || true
}

wait_until_ready() {
  local deadline=$((SECONDS + timeout))
  while ((SECONDS < deadline)); do
    if [[ $(http_status /_matrix/client/versions) == 200 ]] && server_runs; then return 0; fi
    if ! server_runs; then save_docker_log; return 1; fi
    sleep 0.1
  done
  save_docker_log
  return 1
}

# The status of a GET, without asking for curl.
http_status() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$port" || exit
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$1" >&3
    read -r -t 5 _ status _ <&3 && echo "$status"
  ) 2>/dev/null || true
}

# --- watch -----------------------------------------------------------------------------------------------------

watch_parent() {
  if [[ -z $parent ]] || runs "$home/watcher"; then return; fi
  identity "$parent" >"$home/parent" || fail "--with-parent: the process $parent has ended."
  setsid "$here/homeserver.sh" watch --data "$data" </dev/null >/dev/null 2>&1 &
  identity $! >"$home/watcher" || true
}

# The body of the watching process: outlives restarts of the server, ends with the instance or with the parent.
watch_instance() {
  open_existing || return 0
  while [[ -e $home/route ]]; do
    if ! runs "$home/parent"; then remove=yes kill=yes; stop_instance; return; fi
    sleep 0.5
  done
}

stay() {
  trap 'stop_instance; exit' INT TERM
  while server_runs; do sleep 0.5 & wait $!; done
  fail "the homeserver ended by itself; see homeserver.sh log --data $data"
}

# --- stop ------------------------------------------------------------------------------------------------------

open_existing() {
  home=$(cd "$data" 2>/dev/null && pwd -P)/synapse
  [[ -e $home/route ]] && route=$(cat "$home/route")
}

stop_instance() {
  open_existing || { say "no instance in '$data'"; return 0; }
  end_server "$kill"
  if [[ $remove == yes ]]; then remove_instance; fi
}

# end_server [anything]: with an argument at once, otherwise giving it 20 s to end well.
end_server() {
  local pid deadline=$((SECONDS + 20))
  if [[ $route == docker ]]; then
    [[ -s $home/container ]] || return 0
    save_docker_log
    if [[ -z $1 ]]; then docker stop --time 20 "$(cat "$home/container")" >/dev/null 2>&1 || true; fi
    docker rm --force "$(cat "$home/container")" >/dev/null 2>&1 || true
    rm -f "$home/container"
    return
  fi
  server_runs || return 0
  pid=$(cut -d ' ' -f 1 "$home/pid")
  if [[ -z $1 ]]; then builtin kill -TERM "$pid" 2>/dev/null || true; fi
  while [[ -z $1 ]] && server_runs && ((SECONDS < deadline)); do sleep 0.05; done
  if server_runs; then builtin kill -KILL "$pid" 2>/dev/null || true; fi
  while server_runs; do sleep 0.02; done
  rm -f "$home/pid"
}

# Deletes what the instance wrote, and DIR itself only if nothing else is in it.
remove_instance() {
  if [[ -L $home ]]; then rm -rf --one-file-system "$(readlink "$home")"; fi
  rm -rf --one-file-system "$home"
  rmdir "$(dirname "$home")" 2>/dev/null || true
}

save_docker_log() {
  if [[ $route == docker && -s $home/container ]]; then docker logs "$(cat "$home/container")" >"$home/homeserver.log" 2>&1 || true; fi
}
