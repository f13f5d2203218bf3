# Names each missing piece and its remedy, then lets the server prove itself.

DISK_MIN_MB=2048

examine() {
  local port=
  while (($#)); do
    case $1 in
      --port) port=$(value_of "$@"); check_port "$port"; shift 2 ;;
      *) fail "Unknown option of ./judge doctor: $1" "It takes --port N." ;;
    esac
  done
  TROUBLES=0

  examine_engine
  examine_parts
  examine_disk
  examine_server "$port"

  if ((TROUBLES)); then
    say "$TROUBLES found wrong."
    return 1
  fi
  say "All is well."
}

examine_engine() {
  check "Docker client" "./judge up (or: apt-get install docker.io)" have docker || return 0
  local status=0
  engine_answers || status=$?
  if ((status == 124)); then
    report_trouble "Docker engine: it hangs; 'docker info' had not ended after $ENGINE_PATIENCE_SEC s" \
      "systemctl restart docker (without systemd: end dockerd, then ./judge up)"
    return
  elif ((status != 0)) && is_engine_forbidden; then
    report_trouble "Docker engine: $(id -un) may not use it" "sudo usermod -aG docker $(id -un), then log in again"
    return
  elif ((status != 0)); then
    report_trouble "Docker engine" "./judge up starts it; started by hand its log is $STATE/dockerd.log"
    return
  fi
  say "  ok       Docker engine"
  examine_cgroups
  local language image seen=" " tried=
  while read -r language; do
    image=$(image_of "$language")
    [[ $seen == *" $image "* ]] && continue
    if ! image_exists "$image"; then
      # Others than the default ones are only built when somebody wants them.
      [[ " ${DEFAULT_LANGUAGES[*]} " != *" $language "* ]] || report_trouble "image $image" "./judge images $language"
      continue
    fi
    seen+="$image "
    if is_current "$image"; then
      say "  ok       image $image"
    else
      report_trouble "image $image is made from older sources" "./judge images $language, then ./judge down and ./judge up"
    fi
    # One is enough: what keeps it from starting is the engine's, whatever the image.
    if [[ -z $tried ]]; then
      tried=yes
      examine_start "$image"
    fi
  done < <(all_languages)
}

examine_start() {
  local answer
  if answer=$(try_container "$1"); then
    say "  ok       a container starts ($1)"
  else
    report_trouble "no container starts: ${answer//$'\n'/$'\n'           }" \
      "mend what it names; where it hangs or names nothing, restart the engine (systemctl restart docker, or end dockerd and run ./judge up)"
  fi
}

examine_cgroups() {
  local version memory pids cpu missing=()
  read -r version memory pids cpu < <(ask_engine info -f '{{.CgroupVersion}} {{.MemoryLimit}} {{.PidsLimit}} {{.CPUCfsQuota}}' 2>/dev/null) || true
  [[ $memory == true ]] || missing+=(memory)
  [[ $pids == true ]] || missing+=(pids)
  [[ $cpu == true ]] || missing+=(cpu)
  if ((${#missing[@]} == 0)); then
    say "  ok       control groups (version $version)"
  else
    report_trouble "control groups (version $version): Docker cannot limit by ${missing[*]}" \
      "give it these controllers: mount them (version 1) or delegate them (version 2); memory may want cgroup_enable=memory on the kernel's command line"
  fi
}

examine_parts() {
  if [[ -n $(redis_url) ]]; then
    say "  -        redis-server: not needed, REDIS_URL names one"
  else
    check "redis-server" "./judge up (or: apt-get install redis-server), or set REDIS_URL" have redis-server || true
  fi
  check ".NET 10 SDK" "./judge up, or https://dotnet.microsoft.com/download/dotnet/10.0" have_dotnet_10 || true
}

examine_disk() {
  local folder free_mb
  for folder in "$STATE" "$(ask_engine info -f '{{.DockerRootDir}}' 2>/dev/null)"; do
    # A remote engine's folder isn't here.
    [[ -d $folder ]] || continue
    free_mb=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
    if ((free_mb >= DISK_MIN_MB)); then
      say "  ok       disk of $folder: $free_mb MB free"
    else
      report_trouble "disk of $folder: only $free_mb MB free" "free some to $DISK_MIN_MB MB (docker image prune removes images without a name)"
    fi
  done
}

examine_server() {
  local port=$1 answer
  if [[ -z $port ]]; then
    # What answers on the port of a server that ended may be another checkout's.
    if ! server_pid >/dev/null; then
      report_trouble "no server of this checkout runs" "./judge up; to ask one that was started elsewhere: ./judge doctor --port N"
      return
    fi
    port=$(running_port)
  fi
  answer=$(http_get "$port" /health/ready)
  case $answer in
    200*)
      say "  ok       server on port $port"
      say "A program in each ready language, through the API:"
      if [[ ! -f $WEB_DLL ]]; then
        report_trouble "this checkout's server is not built" "./judge up"
      elif have_dotnet_10; then
        dotnet "$WEB_DLL" doctor --port "$port" || TROUBLES=$((TROUBLES + 1))
      fi
      ;;
    "") report_trouble "server on port $port: nobody answers" "./judge up --port $port; if it doesn't start, see $STATE/server.log" ;;
    *) report_trouble "server on port $port is not ready: ${answer#*$'\n'}" "mend what it names; its log is $STATE/server.log" ;;
  esac
}

check() {
  local what=$1 remedy=$2
  shift 2
  if "$@" >/dev/null 2>&1; then
    say "  ok       $what"
  else
    report_trouble "$what" "$remedy"
    return 1
  fi
}

report_trouble() {
  say "  WRONG    $1"
  say "           remedy: $2"
  TROUBLES=$((TROUBLES + 1))
}

image_exists() { ask_engine image inspect "$1" >/dev/null 2>&1; }
