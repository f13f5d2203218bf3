# Reaches for the runner's descriptors, by every path that leads to them.
# expect: {"status": "OK", "stdout": "refused\n"}
import os

for number in range(64):
    for path in f"/proc/1/fd/{number}", f"/proc/1/fdinfo/{number}", f"/proc/1/task/1/fd/{number}", f"/proc/1/root/proc/1/fd/{number}", f"/proc/1/cwd/{number}":
        for flags in os.O_RDONLY, os.O_WRONLY, os.O_PATH:
            try:
                os.open(path, flags | os.O_NONBLOCK)
                print("opened", path)
            except OSError:
                pass
print("refused")
