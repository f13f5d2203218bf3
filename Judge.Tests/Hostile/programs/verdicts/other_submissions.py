# Looks for the data of other submissions wherever a program can look.
# request: {"stdin_data": "own input"}
# expect: {"status": "OK", "stdout": "own input\nnothing else\n"}
import os
import sys

print(sys.stdin.read())
found = []
for folder in "/tmp", "/dev/shm", "/dev/mqueue", "/box", "/run/judge", "/var/tmp", "/home", "/root", "/srv", "/opt", "/mnt", "/media":
    try:
        found += [f"{folder}/{name}" for name in os.listdir(folder)]
    except OSError:
        pass
found.remove("/box/main.py")
found += [f"process {entry}" for entry in os.listdir("/proc") if entry.isdigit() and int(entry) not in (1, os.getpid())]
for table in "msg", "sem", "shm":
    try:
        with open(f"/proc/sysvipc/{table}") as file:
            found += file.read().splitlines()[1:]
    except OSError:
        pass
with open("/proc/net/unix") as file:
    found += [line for line in file.read().splitlines()[1:] if "@" in line]
print(found or "nothing else")
