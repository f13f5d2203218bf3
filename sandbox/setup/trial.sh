# Tries whether a container can be started at all, with every wall that the server gives one.

# As Judge.Jobs/Sandbox/ContainerFlags.cs has them; a test compares the two.
CONTAINER_WALLS=(
  --network none --sysctl net.ipv4.tcp_no_metrics_save=1 --sysctl net.ipv4.tcp_fastopen=0 --read-only --ipc none --log-driver none --cgroupns private
  --cap-drop ALL --cap-add SETUID --cap-add SETGID --security-opt no-new-privileges
  --pids-limit 512 --cpus 1 --memory 1056m --memory-swap 1056m --ulimit core=1:1 --ulimit nofile=4096:4096
  --tmpfs "/box:rw,exec,nosuid,nodev,mode=1777,size=128m,nr_inodes=16384"
  --tmpfs "/tmp:rw,exec,nosuid,nodev,mode=1777,size=128m,nr_inodes=16384"
  --tmpfs "/dev/shm:rw,noexec,nosuid,nodev,mode=1777,size=64m,nr_inodes=1024"
  --tmpfs "/dev/pts:ro,noexec,nosuid,nodev,mode=555,size=4k,nr_inodes=1"
  --tmpfs "/dev/mqueue:ro,noexec,nosuid,nodev,mode=555,size=4k,nr_inodes=1"
  --dns 0.0.0.0 --dns-search . --dns-option ndots:1
)

# The runner greets, finds its input at an end, and goes. Fails with what the engine answered.
try_container() {
  local image=$1 name=judge-trial-$$ status=0
  local command=(docker run -i --rm --pull never --name "$name" --hostname judge "${CONTAINER_WALLS[@]}"
    --entrypoint /usr/local/bin/judge-runner "$image" --stdio)
  # Its greeting is bytes: only what the engine says of a failure is shown.
  timeout "$ENGINE_PATIENCE_SEC" "${command[@]}" </dev/null 2>&1 >/dev/null || status=$?
  ((status != 0)) || return 0
  printf 'The command was:'
  printf ' %q' "${command[@]}"
  if ((status == 124)); then
    printf '\nIt had not ended after %s s.\n' "$ENGINE_PATIENCE_SEC"
    ask_engine rm -f "$name" >/dev/null 2>&1 || true
  else
    printf '\nIt ended with %s.\n' "$status"
  fi
  return 1
}

require_container() {
  do_step container-trial "trying whether a container starts" try_container "$1" ||
    fail "No container can be started here, so every test that needs one would fail. The command and its answer are above." \
      "Mend what it names; where it hangs or names nothing, restart the engine (systemctl restart docker, or end dockerd and run ./judge up)." \
      "Then: ./judge doctor"
}
