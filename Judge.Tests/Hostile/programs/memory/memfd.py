# Hides memory in memfds, files that no folder holds and no process's size shows.
# request: {"memory_limit_mb": 64}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
import os

while True:
    os.write(os.memfd_create("hidden"), bytes(32 << 20))
