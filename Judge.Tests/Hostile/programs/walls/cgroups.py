# Tries to leave its control groups, to raise their limits, and to have the host run a program at their end.
# expect: {"status": "OK", "stdout": "refused\n"}
import os

for folder, folders, names in os.walk("/sys/fs/cgroup"):
    for name in names:
        if os.access(os.path.join(folder, name), os.W_OK):
            print("writable", folder, name)
    try:
        os.mkdir(os.path.join(folder, "mine"))
        print("made a group below", folder)
    except OSError:
        pass
print("refused")
