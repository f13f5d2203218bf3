# Builds, starts and stops the server, and calls its own command line.

# A folder of its own: building or testing in this checkout doesn't touch the files of a server that runs.
SERVER=$STATE/server
WEB_DLL=$SERVER/Judge.Web.dll

# MSBuild's and the compiler's resident helpers would keep the caller's stdout open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

start_server() {
  local port=8000 role=all workers= foreground= given_port=
  while (($#)); do
    case $1 in
      --port) port=$(value_of "$@"); given_port=yes; shift 2 ;;
      --redis) REDIS_URL=$(value_of "$@"); export REDIS_URL; shift 2 ;;
      --role) role=$(value_of "$@"); shift 2 ;;
      --workers) workers=$(value_of "$@"); shift 2 ;;
      --foreground) foreground=yes; shift ;;
      *) fail "Unknown option of ./judge up: $1" "It takes --port N, --redis URL, --role web|worker|all, --workers N, --foreground." ;;
    esac
  done
  check_port "$port"
  # Else 08000 would be octal.
  port=$((10#$port))
  [[ $role =~ ^(web|worker|all)$ ]] || fail "--role must be web, worker or all; it is $role."
  [[ -z $workers || $workers =~ ^[1-9][0-9]{0,2}$ ]] && ((${workers:-1} <= 256)) || fail "--workers must be a number from 1 to 256; it is $workers."
  [[ $role == all || -n $(redis_url) ]] ||
    fail "--role $role needs a Redis server that it shares with the others." "Name it: ./judge up --role $role --redis redis://HOST:6379"

  take_turn
  if server_pid >/dev/null; then
    report_running "$given_port" "$port"
    return
  fi
  ! is_port_taken "$port" || fail "Port $port is taken by another program." "Choose another: ./judge up --port $((port < 65535 ? port + 1 : 8000))"

  begin_file "$STATE/server.port"
  say "Preparing (everything below is skipped where it is already there):"
  if [[ $role != web ]]; then
    ensure_docker
    build_images "${DEFAULT_LANGUAGES[@]}"
  fi
  ensure_redis
  ensure_dotnet
  build_server

  local command=(dotnet "$WEB_DLL" --urls "http://127.0.0.1:$port" "--Judge:Role=$role")
  [[ -z $workers ]] || command+=("--Judge:Workers=$workers")
  echo "$port" >"$STATE/server.port"
  if [[ -n $foreground ]]; then
    echo $$ >"$STATE/server.pid"
    end_turn
    exec "${command[@]}"
  fi

  local started
  started=$(now_ms)
  [[ ! -s $STATE/server.log ]] || mv "$STATE/server.log" "$STATE/server.log.before"
  setsid "${command[@]}" >"$STATE/server.log" 2>&1 </dev/null 9>&- &
  echo $! >"$STATE/server.pid"
  disown
  await_ready "$port"
  say "  the server was ready after $(($(now_ms) - started)) ms"
  report_address "$port" "$role"
}

value_of() { (($# > 1)) || fail "$1 needs a value."; printf '%s' "$2"; }

check_port() {
  [[ $1 =~ ^[0-9]{1,5}$ ]] && ((10#$1 >= 1 && 10#$1 <= 65535)) || fail "--port must be a number from 1 to 65535; it is $1."
}

# What the server's log says every 10 s while it waits for its own Redis or a named one.
REDIS_LOADS='Waiting for .*, which is loading its data'

await_ready() {
  local port=$1 deadline=$((SECONDS + 60)) answer= waits=0 told=0
  while ((SECONDS < deadline)); do
    answer=$(http_get "$port" /health/ready)
    [[ $answer == 200* ]] && return
    if ! server_pid >/dev/null; then
      rm -f "$STATE/server.pid"
      tail -n 30 "$STATE/server.log" | sed 's/^/    /' >&2
      fail "The server ended while starting; its last words are above." "The whole log: $STATE/server.log"
    fi
    # A large store takes its time: as long as the server tells that it waits for it, so do we.
    waits=$(grep -c "$REDIS_LOADS" "$STATE/server.log") || true
    if ((waits > told)); then
      told=$waits deadline=$((SECONDS + 60))
      say "  $(grep "$REDIS_LOADS" "$STATE/server.log" | tail -n 1 | sed 's/^ *//')"
    fi
    sleep 0.1
  done
  if [[ -z $answer ]]; then
    tail -n 30 "$STATE/server.log" | sed 's/^/    /' >&2
    fail "The server runs but has answered nothing for 60 s; its last words are above." \
      "The whole log: $STATE/server.log    Stop it: ./judge down"
  fi
  say "    ${answer#*$'\n'}"
  fail "The server runs but was not ready within 60 s; what it lacks is above." \
    "Its log: $STATE/server.log    Stop it: ./judge down"
}

report_address() {
  echo "The judge listens on http://127.0.0.1:$1"
  if [[ $2 != worker ]]; then
    echo "  Try it:  curl -s -X POST 'http://127.0.0.1:$1/execute?wait=20' -H 'Content-Type: application/json' -d '{\"language\":\"python\",\"source_code\":\"print(6*7)\"}'"
    echo "  Pages:   http://127.0.0.1:$1/docs (the API), http://127.0.0.1:$1/hangfire (the jobs)"
  fi
  echo "  Log:     $STATE/server.log"
  echo "  Stop it: ./judge down"
}

report_running() {
  local port role
  port=$(running_port)
  role=$(tr '\0' '\n' <"/proc/$(server_pid)/cmdline" | sed -n 's/^--Judge:Role=//p')
  say "The server is already running (process $(server_pid))."
  if [[ -n $1 && $2 != "$port" ]]; then
    say "It listens on port $port, not $2; to move it: ./judge down, then ./judge up --port $2"
  fi
  [[ $(http_status "$port" /health/ready) == 200 ]] || say "It is not ready: see $STATE/server.log, or ask ./judge doctor."
  if sources_changed; then say "Sources have changed since it was built; to renew it: ./judge down, then ./judge up"; fi
  report_address "$port" "$role"
}

# Empty after an ./judge up that failed.
running_port() { if [[ -s $STATE/server.port ]]; then cat "$STATE/server.port"; else echo 8000; fi; }

# The pid of the server that we started, if it lives; a pid in use again by another program doesn't count.
server_pid() {
  local pid
  pid=$(cat "$STATE/server.pid" 2>/dev/null) && [[ -n $pid ]] || return 1
  [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") == *Judge.Web.dll* ]] || return 1
  echo "$pid"
}

stop_server() {
  (($# == 0)) || fail "Unknown option of ./judge down: $1" "It takes none."
  local pid started
  if ! pid=$(server_pid); then
    say "No server started by ./judge up is running."
    rm -f "$STATE/server.pid" 2>/dev/null || true
    return
  fi
  started=$(now_ms)
  say "Asking the server (process $pid) to finish what it runs and stop ..."
  kill -TERM "$pid" 2>/dev/null || fail "Process $pid may not be stopped by $(id -un)." "Run ./judge down as the user who started it."
  while (($(now_ms) - started < 40000)); do
    if ! server_pid >/dev/null; then
      rm -f "$STATE/server.pid"
      say "It stopped after $(($(now_ms) - started)) ms."
      return
    fi
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$STATE/server.pid"
  say "It did not stop within 40 s, so it was killed. Unfinished submissions are taken up at the next start."
}

server_sources() {
  find Judge.Web Judge.Jobs Directory.Build.props Directory.Packages.props \
    \( -name bin -o -name obj \) -prune -o -type f "$@" -print 2>/dev/null || true
}

# Changed: a file is newer than the last build, or one was added or removed.
sources_changed() {
  [[ -f $WEB_DLL && -f $STATE/build.stamp ]] || return 0
  [[ -n $(server_sources -newer "$STATE/build.stamp" | head -n 1) ]] ||
    [[ $(server_sources | LC_ALL=C sort | cksum) != "$(cat "$STATE/build.stamp")" ]]
}

build_server() {
  [[ -d Judge.Web ]] || fail "There is no Judge.Web folder here, so there is nothing to build."
  if ! sources_changed; then
    say "  the server is built"
    return
  fi
  local stamp=$STATE/build.stamp.new
  begin_file "$stamp"
  server_sources | LC_ALL=C sort | cksum >"$stamp"
  do_step build "building the server" dotnet publish Judge.Web -c Release -o "$SERVER" -v minimal || fail "The server could not be built."
  mv "$stamp" "$STATE/build.stamp"
}

# run, doctor and bench are the server's own commands, since a bare Debian has neither jq nor python3. A server that runs is
# asked with the program it was started from, never built anew beneath it.
ensure_program() {
  # Nothing is to be made then, and whoever builds meanwhile need not be waited for.
  if server_pid >/dev/null && have_dotnet_10; then return; fi
  take_turn
  ensure_dotnet
  if ! server_pid >/dev/null && sources_changed; then build_server; fi
  end_turn
}

run_file() {
  ensure_program
  cd "$CALLER_FOLDER" || fail "The folder $CALLER_FOLDER can't be entered." "Name the file by a whole path, from another folder."
  # The port is first: what follows a -- is a file's name.
  dotnet "$WEB_DLL" run $(default_port "$@") "$@"
}

# Without --port it measures a server of its own.
run_bench() {
  take_turn
  ensure_docker
  build_images "${DEFAULT_LANGUAGES[@]}"
  ensure_redis
  have gcc && [[ -f /usr/include/stdio.h ]] || install_packages gcc libc6-dev
  have python3 || install_packages python3-minimal
  ensure_program
  # Which leaves it to us where a server runs already.
  end_turn
  dotnet "$WEB_DLL" bench "$@"
}

default_port() { [[ " $* " == *" --port"* ]] || printf -- '--port %s' "$(running_port)"; }
