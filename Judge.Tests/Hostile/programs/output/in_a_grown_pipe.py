# Makes stdout's pipe a megabyte large, writes more than the limit in one go and ends.
# expect: {"status": "OLE", "limit_exceeded": "output", "stdout_truncated": true}
import fcntl
import os

fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 1 << 20)
os.write(1, b"x" * 500000)
os._exit(0)
