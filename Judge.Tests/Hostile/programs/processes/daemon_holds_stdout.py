# Leaves a daemon behind that holds stdout and stderr open and would write to them much later.
# expect: {"status": "OK", "stdout": "parent\n"}
# at_most: {"wall_time_sec": 10}
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1000)
        print("daemon", flush=True)
    os._exit(0)
os.wait()
print("parent")
