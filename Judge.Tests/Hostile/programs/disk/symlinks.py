# Fills the writable places with symbolic links to where a careless cleaner would go.
# expect: {"status": "OK", "stdout": "made\n"}
import os

targets = ["/", "/proc/1", "/proc/self", "/etc", "/dev", "/usr/bin/python3", "..", ".", "loop", "/run/judge", "/sys/fs/cgroup"]
for place in "/tmp", "/box", "/dev/shm":
    os.symlink("loop", f"{place}/loop")
    for number, target in enumerate(targets):
        os.symlink(target, f"{place}/link{number}")
    os.makedirs(f"{place}/d/e")
    os.symlink("/", f"{place}/d/e/root")
    os.symlink(place, f"{place}/d/back")
print("made")
