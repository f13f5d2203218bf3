# Looks for the engine's socket and for the host's files, where careless set-ups mount them.
# expect: {"status": "OK", "stdout": "none\n"}
import os

places = ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/podman/podman.sock", "/host", "/hostfs", "/rootfs",
          "/var/lib/docker", "/var/lib/kubelet", "/var/run/secrets", "/run/secrets", "/.dockercfg", "/root/.docker", "/root/.ssh", "/etc/kubernetes")
print([place for place in places if os.path.exists(place)] or "none")
