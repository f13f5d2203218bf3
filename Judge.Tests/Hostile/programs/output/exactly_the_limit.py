# Writes exactly as much as it may, on both streams.
# expect: {"status": "OK", "stdout_bytes": 65536, "stderr_bytes": 65536, "stdout_truncated": false, "stderr_truncated": false}
import os

os.write(1, b"x" * 65536)
os.write(2, b"y" * 65536)
