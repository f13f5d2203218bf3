# Writes the runner's RESULT frame, by which it would have ended well, to every descriptor there is; and fails.
# expect: {"status": "RE", "exit_code": 3, "message": "Exited with code 3"}
# at_least: {"stdout_bytes": 97, "stderr_bytes": 97}
import os
import struct

frame = struct.pack("<IB6I7Q3I", 1 + 4 * 9 + 8 * 7, 67, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1)
for descriptor in range(1024):
    try:
        os.write(descriptor, frame)
    except OSError:
        pass
os._exit(3)
