# Brings a Docker engine to answer.

# A daemon that hangs answers nothing for as long as it lives: no question to it waits longer than this.
ENGINE_PATIENCE_SEC=60

ask_engine() { timeout "$ENGINE_PATIENCE_SEC" docker "$@"; }

ensure_docker() {
  local status=0
  have docker || install_docker
  engine_answers || status=$?
  ((status != 0)) || return 0
  ((status != 124)) || fail "The Docker engine hangs: 'docker info' had not ended after $ENGINE_PATIENCE_SEC s." \
    "Restart it: systemctl restart docker (without systemd: end dockerd, then run this again)."
  refuse_forbidden_engine
  [[ -z ${DOCKER_HOST:-} ]] || fail "No Docker engine answers at DOCKER_HOST=$DOCKER_HOST." "Start it, or unset DOCKER_HOST."
  have dockerd || install_docker
  ensure_root_rights "Starting Docker"
  if has_systemd; then
    do_step docker-start "starting Docker through systemd" as_root systemctl start docker || true
  else
    start_dockerd
  fi
  do_step docker-wait "waiting for Docker to answer" wait_for_engine || {
    refuse_forbidden_engine
    if has_systemd; then fail "Docker did not answer within 30 s." "Its log: journalctl -u docker"; fi
    tail -n 15 "$STATE/dockerd.log" | sed 's/^/    /' >&2
    fail "Docker did not answer within 30 s; the end of its log is above." "The whole log: $STATE/dockerd.log"
  }
}

install_docker() {
  local packages=(docker.io)
  if have apt-get; then
    ensure_root_rights "Installing docker.io"
    read_package_lists
  fi
  # Newer releases keep the client and the builder in packages of their own, which docker.io only recommends.
  local extra
  for extra in docker-cli docker-buildx; do
    if has_package "$extra"; then packages+=("$extra"); fi
  done
  install_packages "${packages[@]}"
}

# The client's own builder is the older one; BuildKit comes with a plugin.
buildkit_setting() { if docker buildx version >/dev/null 2>&1; then echo 1; else echo 0; fi; }

engine_answers() { ask_engine info >/dev/null 2>&1; }

refuse_forbidden_engine() {
  is_engine_forbidden || return 0
  fail "Docker runs, but $(id -un) may not use it." \
    "Join its group (as good as root on this host), and go on in it:" \
    "  sudo usermod -aG docker $(id -un)" \
    "  sg docker './judge up'"
}

is_engine_forbidden() { [[ $(ask_engine info 2>&1) == *"permission denied"* ]]; }

start_dockerd() {
  say "  no systemd here: starting dockerd by hand; its log is $STATE/dockerd.log"
  # A killed dockerd leaves its pid file, and the next one refuses to start beside a pid in use again.
  if ! grep -qsx dockerd /proc/[0-9]*/comm; then as_root rm -f /var/run/docker.pid; fi
  as_root setsid dockerd >>"$STATE/dockerd.log" 2>&1 </dev/null 9>&- &
  disown
}

wait_for_engine() {
  local deadline=$((SECONDS + 30))
  while ((SECONDS < deadline)); do
    if engine_answers; then return; fi
    if is_engine_forbidden; then return 1; fi
    sleep 0.2
  done
  return 1
}
