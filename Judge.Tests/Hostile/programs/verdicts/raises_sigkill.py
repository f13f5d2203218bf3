# Kills itself as the runner and the kernel's OOM killer would.
# expect: {"status": "RE", "signal": "SIGKILL", "exit_code": null, "limit_exceeded": null}
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
