# Waits for a child that waits for ever.
# request: {"wall_time_limit_sec": 0.7}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import os
import signal

if os.fork() == 0:
    signal.pause()
os.wait()
