# Hides memory in full pipes.
# request: {"memory_limit_mb": 16}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
import fcntl
import os
import time

for _ in range(60):
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 1 << 20)
    os.write(writer, bytes(1 << 20))
time.sleep(1000)
