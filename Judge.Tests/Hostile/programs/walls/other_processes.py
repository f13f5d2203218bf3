# Lists the processes it can see: PID 1 and itself; and reads what PID 1 would not have read.
# expect: {"status": "OK", "stdout": "unseen\n"}
import os

seen = {int(entry) for entry in os.listdir("/proc") if entry.isdigit()}
assert seen == {1, os.getpid()}, seen
for name in "environ", "maps", "mem", "auxv", "io", "stack", "syscall", "smaps", "pagemap", "personality", "wchan", "clear_refs":
    try:
        with open(f"/proc/1/{name}", "rb") as file:
            assert file.read(64) in (b"", b"0"), name
    except OSError:
        pass
for name in "fd", "fdinfo", "map_files", "ns", "task/1/fd":
    try:
        assert not os.listdir(f"/proc/1/{name}") or not os.access(f"/proc/1/{name}/0", os.F_OK), name
    except PermissionError:
        pass
for name in "root", "cwd", "exe", "fd/0", "fd/3", "ns/net":
    try:
        raise AssertionError(f"{name} is {os.readlink(f'/proc/1/{name}')}")
    except OSError:
        pass
print("unseen")
