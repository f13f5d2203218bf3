"""Standard input: a file that the program can read and no more."""
from commands import clean, py, sh
from runner_client import MIB


# Of a regular file, as contest templates read it: its size, all in one read, mapped, from the start again, and by its name.
STDIN_READ = """
import mmap, os, stat, sys
s = os.fstat(0)
text = b'first\\n' + b'x' * 200000
assert stat.S_ISREG(s.st_mode) and (s.st_size, s.st_uid, s.st_mode & 0o777) == (len(text), 0, 0o444), s
assert sys.stdin.readline() == 'first\\n'
os.lseek(0, 0, 0)
assert os.read(0, s.st_size) == text and os.read(0, 1) == b''
assert mmap.mmap(0, 0, prot=mmap.PROT_READ)[:] == text
assert open('/dev/stdin', 'rb').read() == text == open('/proc/self/fd/0', 'rb').read()
print('as a file')
"""

# Whatever would change it, or mark it, is refused.
STDIN_CHANGED = """
import ctypes, fcntl, mmap, os
c = ctypes.CDLL(None, use_errno=True)
attempts = dict(write=lambda: os.write(0, b'x'), truncate=lambda: os.ftruncate(0, 0), mode=lambda: os.fchmod(0, 0o666), owner=lambda: os.fchown(0, os.getuid(), -1),
    attribute=lambda: os.setxattr('/proc/self/fd/0', 'user.note', b'x'), times=lambda: os.utime(0, (0, 0)), seals=lambda: fcntl.fcntl(0, 1033, 8),
    lease=lambda: fcntl.fcntl(0, fcntl.F_SETLEASE, fcntl.F_RDLCK), map=lambda: mmap.mmap(0, 6), hole=lambda: c.fallocate(0, 3, ctypes.c_long(0), ctypes.c_long(4096)),
    append=lambda: os.open('/dev/stdin', os.O_WRONLY | os.O_APPEND), both=lambda: os.open('/proc/self/fd/0', os.O_RDWR), empty=lambda: os.open('/dev/stdin', os.O_WRONLY | os.O_TRUNC))
let = []
for name, attempt in attempts.items():
    try:
        if attempt() != -1: let.append(name)
    except OSError: pass
print(let, os.read(0, 99).decode(), end='')
"""


def standard_input(case):
    case("stdin 10 MB", ["/usr/bin/wc", "-c"], lambda r: r["out"].strip() == b"10000000" and clean(r), stdin=b"x" * 10000000)
    case("cat 10 MB", ["/bin/cat"], lambda r: r["out"] == b"x" * 10000000 and clean(r), stdin=b"x" * 10000000, output=20 * MIB)
    case("stdin is a file", py(STDIN_READ), lambda r: r["out"] == b"as a file\n" and clean(r), stdin=b"first\n" + b"x" * 200000)
    case("stdin is its own", py(STDIN_CHANGED), lambda r: r["out"] == b"[] first\n" and clean(r), stdin=b"first\n")
    case("no stdin", py("import os; print(os.fstat(0).st_size, os.read(0, 9))"), lambda r: r["out"] == b"0 b''\n" and clean(r))
    case("stdin's memory", ["/bin/true"], lambda r: r["peak"] < 3 * MIB and clean(r), stdin=b"x" * 15 * MIB)
    case("read in memory", sh("read -r first; wc -c"), lambda r: r["peak"] < 3 * MIB and r["out"] == b"%d\n" % (15 * MIB) and clean(r), stdin=b"first\n" + b"x" * 15 * MIB)
    case("stdin ignored", sh("exec 0<&-; sleep 0.1"), lambda r: r["code"] == 0 and clean(r), stdin=b"x" * 1000000)
