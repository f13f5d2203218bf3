# One line without an end.
# expect: {"status": "OLE", "limit_exceeded": "output", "stdout_truncated": true}
import os

while True:
    os.write(1, b"x" * 65536)
