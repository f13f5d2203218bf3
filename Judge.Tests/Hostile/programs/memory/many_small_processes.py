# Hides memory in forty processes that take 8 MB each, none of which alone is over the limit.
# request: {"memory_limit_mb": 128, "time_limit_sec": 5}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
import os
import time

for _ in range(40):
    if os.fork() == 0:
        held = b"x" * (8 << 20)
        time.sleep(1000)
time.sleep(1000)
