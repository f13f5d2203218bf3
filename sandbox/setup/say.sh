# What the other parts use to speak: progress goes to stderr, so stdout stays for results.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $1"
  shift
  local hint
  for hint in "$@"; do say "       $hint"; done
  exit 1
}

now_ms() { local micros=${EPOCHREALTIME/[.,]/}; echo $((micros / 1000)); }

# Runs a command as a named step, its output in .judge/NAME.log, and tells how long it took. While it runs, the last line of
# its output is shown: on a terminal in place, elsewhere a line each ten seconds.
do_step() {
  # Not where the watcher is started: its words are expanded by the watcher itself.
  local name=$1 what=$2 log="$STATE/$1.log" started status=0 watcher owner=$BASHPID
  shift 2
  started=$(now_ms)
  begin_file "$log"
  printf '  %s ... ' "$what" >&2
  show_progress "$log" "$what" "$owner" 9>&- &
  watcher=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  local took=$(($(now_ms) - started))
  if [[ -t 2 ]]; then
    printf '\r\033[K  %s ... ' "$what" >&2
  elif ((took >= 10000)); then
    printf '  %s ... ' "$what" >&2
  fi
  if ((status == 0)); then
    printf 'done in %d.%d s\n' $((took / 1000)) $((took % 1000 / 100)) >&2
  else
    printf 'FAILED after %d.%d s\n' $((took / 1000)) $((took % 1000 / 100)) >&2
    tail -n 25 "$log" | sed 's/^/    /' >&2
    say "  The whole log: $log"
  fi
  return "$status"
}

# Empties a file of .judge that is to be written. It may be another user's: root's after a sudo ./judge up.
begin_file() {
  { : >"$1"; } 2>/dev/null || fail "$(id -un) may not write $1, a file of the user who ran ./judge here before." \
    "Run this as $(stat -c %U "$(existing "$1")"), or take the folder over: sudo chown -R $(id -un) $STATE"
}

# A folder for hundreds of MB, and for a whole Debian: /tmp may be memory, and allow no devices, as Debian 13 has it.
make_work_folder() { mktemp -d "${TMPDIR:-/var/tmp}/judge-$1.XXXXXX"; }

existing() { if [[ -e $1 ]]; then echo "$1"; else dirname "$1"; fi; }

# Ends with the process that it tells for: a killed one can't end it.
show_progress() {
  local log=$1 what=$2 owner=$3 second last pause=10 never
  [[ ! -t 2 ]] || pause=1
  # A read that never ends waits without a child that would outlive this process.
  exec {never}<> <(:)
  for ((second = 1; ; second++)); do
    read -rt 1 -u "$never" || true
    is_child_of "$owner" || return
    ((second % pause == 0)) || continue
    last=$(tail -c 400 "$log" | tr '\r' '\n' | tr -d '\000-\011\013-\037' | grep -v '^ *$' | tail -n 1) || true
    if ((pause == 1)); then
      printf '\r\033[K%s' "$(printf '  %s ... %d s  %s' "$what" "$second" "$last" | cut -c "1-$((${COLUMNS:-80} - 1))")" >&2
    else
      ((second > pause)) || printf '\n' >&2
      printf '    %d s: %s\n' "$second" "${last:0:100}" >&2
    fi
  done
}

# Of this very process, and not of the main shell as $PPID has it.
is_child_of() {
  local stat
  read -r stat </proc/self/stat
  [[ ${stat##*) } == ?" $1 "* ]]
}

have() { command -v "$1" >/dev/null 2>&1; }

has_systemd() { [[ -d /run/systemd/system ]]; }

# One ./judge at a time installs, builds and starts in a checkout; a second one waits for its turn, and then finds all done.
# What lives on (dockerd, the server, what shows a step's progress) is started with 9>&-, or it would hold the turn.
take_turn() {
  local turn=$STATE/turn
  [[ -e $turn ]] || begin_file "$turn"
  if [[ -w $turn ]]; then
    exec 9>"$turn"
  else
    # Another user's file: a lock needs no more than reading it.
    { exec 9<"$turn"; } 2>/dev/null || fail "$(id -un) may not read $turn." "Run this as $(stat -c %U "$turn" 2>/dev/null || stat -c %U "$STATE")."
  fi
  flock -n 9 && return
  say "Another ./judge is at work in this checkout; waiting for it ..."
  flock 9
}

end_turn() { exec 9>&-; }

# GET without curl, which a bare Debian lacks. Prints the status code on a line and then the body; nothing when nobody answers.
http_get() {
  timeout 5 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$2" >&3
    read -r -u 3 _ code _ && printf "%s\n" "$code"
    while read -r -u 3 header && [[ $header != $'"'\\r'"' ]]; do :; done
    cat <&3' _ "$1" "$2" 2>/dev/null || true
}

http_status() { http_get "$1" "$2" | head -n 1; }

is_port_taken() { timeout 2 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' _ "$1" 2>/dev/null; }
