# Opens descriptors until it may not have another one, in sixteen processes at once.
# expect: {"status": "OK", "stdout": "refused\n"}
import os

for _ in range(16):
    if os.fork() == 0:
        break
try:
    while True:
        os.dup(0)
except OSError:
    os.write(1, b"refused\n") if os.getpid() == os.getpgrp() else None
