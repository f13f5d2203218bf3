# Writes a little for ever, too little to meet the output limit.
# request: {"wall_time_limit_sec": 4}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
# at_least: {"stdout_bytes": 10}
import time

while True:
    print("x", flush=True)
    time.sleep(0.02)
