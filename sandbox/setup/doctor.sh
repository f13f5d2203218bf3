# Names each missing piece and its remedy, then lets the server prove itself.

examine() {
  local port=
  while (($#)); do
    case $1 in
      --port) port=$(value_of "$@"); shift 2 ;;
      *) fail "Unknown option of ./judge doctor: $1" "It takes --port N." ;;
    esac
  done
  port=${port:-$(running_port)}
  TROUBLES=0

  check "Docker client" "./judge up (or: apt-get install docker.io)" have docker
  check "Docker engine" "./judge up starts it; its log is then $STATE/dockerd.log" engine_answers
  if engine_answers; then
    check "control groups (version $(docker info -f '{{.CgroupVersion}}' 2>/dev/null))" \
      "mount cgroups with the cpu, memory and pids controllers; without them limits can't be kept" has_cgroup_limits
  fi
  if [[ -n ${REDIS_URL:-} ]]; then
    say "  -        redis-server: not needed, REDIS_URL is set"
  else
    check "redis-server" "./judge up (or: apt-get install redis-server), or set REDIS_URL" have redis-server
  fi
  check ".NET 10 SDK" "./judge up, or https://dotnet.microsoft.com/download/dotnet/10.0" has_dotnet_10
  local language image
  for language in "${DEFAULT_LANGUAGES[@]}"; do
    image=$(image_of "$language")
    check "image $image" "./judge images $language" image_exists "$image"
  done
  check "server on port $port" "./judge up --port $port; its log is $STATE/server.log" server_is_ready "$port"

  if server_is_ready "$port"; then
    say "A program in each ready language, through the API:"
    dotnet "$WEB_DLL" doctor --port "$port" || TROUBLES=$((TROUBLES + 1))
  fi
  if ((TROUBLES)); then
    say "$TROUBLES found wrong."
    return 1
  fi
  say "All is well."
}

check() {
  local what=$1 remedy=$2
  shift 2
  if "$@" >/dev/null 2>&1; then
    say "  ok       $what"
  else
    say "  MISSING  $what" 
    say "           remedy: $remedy"
    TROUBLES=$((TROUBLES + 1))
  fi
}

image_exists() { docker image inspect "$1"; }

server_is_ready() { [[ $(http_status "$1" /health/ready) == 200 ]]; }

has_cgroup_limits() {
  [[ $(docker info -f '{{.MemoryLimit}} {{.PidsLimit}} {{.CPUCfsQuota}}' 2>/dev/null) == "true true true" ]]
}
