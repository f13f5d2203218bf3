# Brings a Docker engine to answer.

ensure_docker() {
  have docker || install_packages docker.io
  engine_answers && return
  if docker info 2>&1 | grep -qi 'permission denied'; then
    fail "Docker runs, but $(id -un) may not use it." \
      "Add yourself to its group: sudo usermod -aG docker $(id -un), then log in again."
  fi
  [[ -z ${DOCKER_HOST:-} ]] || fail "No Docker engine answers at DOCKER_HOST=$DOCKER_HOST." "Start it, or unset DOCKER_HOST."
  have dockerd || install_packages docker.io
  if has_systemd; then
    do_step docker-start "starting Docker through systemd" as_root systemctl start docker || true
  else
    start_dockerd
  fi
  do_step docker-wait "waiting for Docker to answer" wait_for_engine ||
    fail "Docker did not answer within 30 s." "Its log: $STATE/dockerd.log (or: journalctl -u docker)"
}

engine_answers() { docker info >/dev/null 2>&1; }

start_dockerd() {
  say "  no systemd here: starting dockerd by hand; its log is $STATE/dockerd.log"
  # A killed dockerd leaves its pid file, and the next one refuses to start beside a pid in use again.
  if ! pgrep -x dockerd >/dev/null; then as_root rm -f /var/run/docker.pid; fi
  as_root setsid dockerd >>"$STATE/dockerd.log" 2>&1 </dev/null &
  disown
}

wait_for_engine() {
  local try
  for try in {1..150}; do
    engine_answers && return
    sleep 0.2
  done
  return 1
}
