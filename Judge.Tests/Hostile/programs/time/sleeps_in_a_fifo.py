# Opens a FIFO that nobody else opens.
# request: {"wall_time_limit_sec": 0.7}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import os

os.mkfifo("/tmp/fifo")
open("/tmp/fifo")
