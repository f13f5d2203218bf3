# Twenty processes that all write at once.
# request: {"time_limit_sec": 5}
# expect: {"status": "OLE", "limit_exceeded": "output"}
import os

for _ in range(20):
    if os.fork() == 0:
        while True:
            os.write(1, b"child\n")
while True:
    os.write(1, b"parent\n")
