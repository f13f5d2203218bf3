# Tries to write in every folder of the image and to every file of it: only /box, /tmp and /dev/shm take anything.
# request: {"time_limit_sec": 10}
# expect: {"status": "OK", "stdout": "/box /dev/shm /tmp\n"}
import os

writable = set()
for folder, _, names in os.walk("/"):
    if folder.startswith(("/proc", "/sys")):
        continue
    try:
        with open(os.path.join(folder, ".written"), "w"):
            writable.add(folder)
    except OSError:
        pass
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and not folder.startswith(("/box", "/tmp", "/dev/shm")):
            try:
                with open(path, "r+b"):
                    writable.add(path)
            except OSError:
                pass
print(*sorted(writable))
