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

# Runs a command as a named step, its output in .judge/NAME.log, and tells how long it took.
do_step() {
  local name=$1 what=$2 log="$STATE/$1.log" started status=0
  shift 2
  started=$(now_ms)
  printf '  %s ... ' "$what" >&2
  "$@" >"$log" 2>&1 </dev/null || status=$?
  local took=$(($(now_ms) - started))
  if ((status == 0)); then
    printf 'done in %d.%d s\n' $((took / 1000)) $((took % 1000 / 100)) >&2
  else
    printf 'FAILED after %d.%d s\n' $((took / 1000)) $((took % 1000 / 100)) >&2
    tail -n 25 "$log" | sed 's/^/    /' >&2
    say "  The whole log: $log"
  fi
  return "$status"
}

have() { command -v "$1" >/dev/null 2>&1; }

has_systemd() { [[ -d /run/systemd/system ]]; }

# GET without curl, which a bare Debian lacks. Prints the status code, or nothing.
http_status() {
  local port=$1 path=$2
  timeout 5 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" "$2" >&3
    read -r -u 3 _ code _ && printf "%s" "$code"' _ "$port" "$path" 2>/dev/null || true
}
