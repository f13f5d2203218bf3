# Ignores every signal that can be ignored, blocks all, and sleeps.
# request: {"wall_time_limit_sec": 0.7}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import signal
import time

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
time.sleep(1000)
