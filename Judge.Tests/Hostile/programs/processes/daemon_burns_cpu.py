# Sleeps while its daemon burns the CPU time.
# expect: {"status": "TLE", "limit_exceeded": "cpu"}
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            pass
    os._exit(0)
time.sleep(1000)
