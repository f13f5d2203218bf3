# Takes its own rights away by an access control list, and hides data in extended attributes.
# expect: {"status": "OK", "stdout": "made\n"}
import os
import struct

nobody = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, 0, 0xffffffff) for tag in (1, 4, 32))
for place in "/tmp", "/box", "/dev/shm":
    os.makedirs(f"{place}/a/b/c")
    for name, value in ("user.note", b"x" * 1000), ("system.posix_acl_default", nobody), ("system.posix_acl_access", nobody):
        try:
            os.setxattr(f"{place}/a/b", name, value)
        except OSError:
            pass
print("made")
