# Reads from a pipe whose other end it holds itself.
# request: {"wall_time_limit_sec": 0.7}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import os

reader, writer = os.pipe()
os.read(reader, 1)
