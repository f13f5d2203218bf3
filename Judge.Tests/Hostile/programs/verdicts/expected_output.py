# Searches everything it can read for the output that is expected of it. Its own source, which this comment is part of, it leaves out.
# request: {"expected_output": "7391-5582-answer", "time_limit_sec": 5}
# expect: {"status": "WA", "stdout": "nothing\n", "message": "The output is not the expected one"}
import os

answer = b"7391-5582-answer"


def holds(path):
    try:
        with open(path, "rb") as file:
            return answer in file.read(1 << 20)
    except (OSError, ValueError):
        return False


places = [f"/proc/{entry}/{name}" for entry in os.listdir("/proc") if entry.isdigit() for name in ("environ", "cmdline", "maps", "stack")]
for top in "/box", "/tmp", "/dev/shm", "/run", "/etc", "/var", "/home", "/root", "/opt", "/srv", "/mnt":
    for folder, _, names in os.walk(top):
        places += [os.path.join(folder, name) for name in names if name != "main.py"]
print([place for place in places if holds(place)] or "nothing")
