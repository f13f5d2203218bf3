# Tries to put something else in the place of /box, /tmp and /dev/shm.
# expect: {"status": "OK", "stdout": "refused\n"}
import os

for place in "/box", "/tmp", "/dev/shm":
    for trick in (
        lambda: os.rename(place, place + "2"),
        lambda: os.rmdir(place),
        lambda: os.symlink("/etc", place),
        lambda: os.chmod(place, 0),
        lambda: os.chown(place, os.getuid(), os.getgid()),
        lambda: os.setxattr(place, "user.x", b"1"),
        lambda: os.utime(place, (1, 1)),
    ):
        try:
            trick()
            print("changed", place)
        except OSError:
            pass
print("refused")
