# Searches the whole image for programs that run as somebody else, by mode or by file capabilities.
# request: {"time_limit_sec": 10}
# expect: {"status": "OK", "stdout": "none\n"}
import os
import stat

found = []
for folder, _, names in os.walk("/"):
    if folder.startswith(("/proc", "/sys")):
        continue
    for name in names:
        path = os.path.join(folder, name)
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            continue
        if status.st_mode & (stat.S_ISUID | stat.S_ISGID):
            found.append(path)
        try:
            if os.getxattr(path, "security.capability"):
                found.append(path)
        except OSError:
            pass
print(found or "none")
