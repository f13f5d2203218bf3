# Files and folders with every odd mode, the set-uid, set-gid and sticky bits among them.
# expect: {"status": "OK", "stdout": "made\n"}
import os

for mode in 0o000, 0o111, 0o222, 0o444, 0o1000, 0o2000, 0o4000, 0o7000, 0o7777:
    for place in "/tmp", "/box", "/dev/shm":
        os.mkdir(f"{place}/folder{mode}")
        open(f"{place}/folder{mode}/file", "w").close()
        os.mkdir(f"{place}/folder{mode}/inner", 0)
        os.chmod(f"{place}/folder{mode}/file", mode)
        os.chmod(f"{place}/folder{mode}", mode)
print("made")
