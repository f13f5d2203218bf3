# Children that stop one another and their parent, over and over: the last one left spins.
# expect: {"status": "TLE", "limit_exceeded": "cpu"}
import os
import signal

for _ in range(10):
    if os.fork() == 0:
        while True:
            os.kill(-1, signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP)
