# Writes one byte more than its limit.
# expect: {"status": "OLE", "limit_exceeded": "output", "stdout_bytes": 65537, "stdout_truncated": true}
import os

os.write(1, b"x" * 65536)
os.write(1, b"y")
