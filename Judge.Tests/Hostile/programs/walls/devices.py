# Opens every device there is: only those that are nobody's open.
# expect: {"status": "OK", "stdout": "full null random urandom zero\n"}
import os
import stat

opened = set()
for folder, _, names in os.walk("/dev"):
    for name in names:
        path = os.path.join(folder, name)
        status = os.lstat(path)
        if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode):
            try:
                os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))
                opened.add(name)
            except OSError:
                pass
print(*sorted(opened))
