# Exits with the code by which a shell tells of SIGSEGV.
# expect: {"status": "RE", "exit_code": 139, "signal": null, "limit_exceeded": null}
import os

os._exit(139)
