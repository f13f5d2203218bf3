# Reads its own privileges: no capability, no way to new ones, a filter of system calls, a user and a group of its own and no others.
# expect: {"status": "OK", "stdout": "none\n"}
import os

with open("/proc/self/status") as file:
    status = dict(line.split(":\t", 1) for line in file.read().splitlines() if ":\t" in line)
for name in "CapInh", "CapPrm", "CapEff", "CapAmb":
    assert int(status[name], 16) == 0, (name, status[name])
assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2", status
assert os.getresuid() == (os.getuid(),) * 3 and os.getresgid() == (os.getuid(),) * 3, os.getresuid()
assert os.getuid() > 65535 and os.getgroups() == [], os.getgroups()
print("none")
