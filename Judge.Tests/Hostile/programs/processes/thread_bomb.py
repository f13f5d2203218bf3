# Starts sleeping threads until none more is allowed; the interpreter then waits for those it has.
# request: {"wall_time_limit_sec": 1.5}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(1000,)).start()
