# Tries to write every setting of the kernel, and to read its secrets.
# request: {"time_limit_sec": 10}
# expect: {"status": "OK", "stdout": "refused\n"}
import os

for top in "/proc/sys", "/sys":
    for folder, _, names in os.walk(top):
        for name in names:
            try:
                os.close(os.open(os.path.join(folder, name), os.O_WRONLY))
                print("opened", folder, name)
            except OSError:
                pass
for path in "/proc/sysrq-trigger", "/proc/kcore", "/proc/kmsg", "/proc/keys", "/proc/timer_list", "/proc/kallsyms", "/sys/kernel/debug/x", "/proc/acpi/x":
    try:
        with open(path, "rb") as file:
            content = file.read(4096)
            assert not content.strip() or path == "/proc/kallsyms" and all(line.startswith(b"0000000000000000") for line in content.splitlines()[:-1]), path
    except OSError:
        pass
print("refused")
