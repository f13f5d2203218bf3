"""CPU time and memory, and the limits of what the programs of a host share."""
from commands import clean, py
from runner_client import MIB


def figures(case):
    case("touch 100 MB", py("b=bytearray(100<<20)\nfor i in range(0,len(b),4096): b[i]=1"), lambda r: 100 * MIB <= r["peak"] < 115 * MIB and r["struck"] == 0 and clean(r), cpu=5)
    case("4 x 25 MB", py("import os,signal\nr,w=os.pipe()\nfor k in range(4):\n if os.fork()==0:\n  b=b'x'*(25<<20); os.write(w,b'x'); signal.pause()\nn=0\nwhile n<4: n+=len(os.read(r,4))"),
         lambda r: 100 * MIB <= r["peak"] < 120 * MIB and clean(r), cpu=5)
    # Files of the image: forgotten by the kernel, read into this container's page cache, then forgotten again if asked.
    def read_files(mb): return """
import mmap, os, signal
def files():
    left = %d << 20
    for folder, _, names in os.walk("/usr"):
        for path in (folder + "/" + name for name in names):
            if left > 0 and not os.path.islink(path) and os.path.getsize(path) > 1 << 20:
                left -= os.path.getsize(path)
                yield os.open(path, os.O_RDONLY)
def forget():
    for fd in files(): os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED); os.close(fd)
def read():
    for fd in files():
        while os.read(fd, 1 << 20): pass
        os.close(fd)
def children(count, mb):
    r, w = os.pipe()
    for _ in range(count):
        if os.fork() == 0: b = b"x" * (mb << 20); os.write(w, b"x"); signal.pause()
    for _ in range(count): os.read(r, 1)
    signal.sigtimedwait([], 0.1)
""" % mb
    has_100_mb = lambda r: 100 * MIB <= r["peak"] < 130 * MIB and r["struck"] == 0 and r["code"] == 0
    # What the kernel keeps of names that were looked up is memory of the run that looks them up first, tens of MB of them on a host that has just been
    # started: not what the next ones are about.
    case("names looked up", py(read_files(150) + "for fd in files(): os.close(fd)"), lambda r: r["code"] == 0 and r["struck"] == 0, cpu=10, memory=240)
    case("page cache forgotten", py(read_files(150) + "forget(); read(); forget(); children(2, 50)"), has_100_mb, cpu=10, memory=240)
    case("page cache read", py(read_files(150) + "forget(); read()"), lambda r: r["code"] == 0 and r["peak"] < 40 * MIB, cpu=10, memory=64)
    case("and then forgotten", py(read_files(150) + "forget(); children(2, 50)"), has_100_mb, cpu=10, memory=240)
    # Files that a process has mapped are not its run's memory, be they a child's, or its stdin, mapped and let go within a look.
    case("files mapped by a child", py("import os, mmap, time\nif os.fork() == 0:\n b = bytearray(45 << 20)\n m = mmap.mmap(0, 0, prot=mmap.PROT_READ); m[:]; time.sleep(0.3); os._exit(0)\n"
         "print(os.wait()[1])"), lambda r: r["struck"] == 0 and r["out"] == b"0\n" and 45 * MIB < r["peak"] <= 64 * MIB and clean(r), memory=64, stdin=b"x" * 15 * MIB)
    case("all of it stdin", py("import mmap, time\nm = mmap.mmap(0, 0, prot=mmap.PROT_READ); m[:1]\nfor i in range(0, len(m), 4096): m[i]\ntime.sleep(0.3)"),
         lambda r: r["struck"] == 0 and 2 * MIB < r["peak"] < 16 * MIB and clean(r), memory=16, stdin=b"x" * 15 * MIB)
    case("stdin mapped for once", py("import mmap, time\nb = bytearray(45 << 20)\ntime.sleep(0.05)\nmmap.mmap(0, 0, flags=mmap.MAP_PRIVATE | 0x8000, prot=mmap.PROT_READ).close()\nprint(1)"),
         lambda r: r["struck"] == 0 and r["out"] == b"1\n" and 45 * MIB < r["peak"] <= 64 * MIB and clean(r), memory=64, stdin=b"x" * 15 * MIB)
    case("files mapped", py(read_files(60) + "maps = [(mmap.mmap(fd, 0, prot=mmap.PROT_READ), os.close(fd))[0] for fd in files()]\n"
                            "for m in maps: sum(m[i] for i in range(0, len(m), 4096))\nsignal.sigtimedwait([], 0.5)"),
         lambda r: r["code"] == 0 and r["struck"] == 0 and r["peak"] < 24 * MIB, cpu=10, memory=32)
    def locks(count): return py("import fcntl, time\nf = open('/tmp/f', 'w')\nfor i in range(%d, 0, -1): fcntl.lockf(f, fcntl.LOCK_EX, 1, 2 * i)\ntime.sleep(0.5)" % count)
    case("1,000 locks", locks(1000), lambda r: r["struck"] == 0 and clean(r))
    case("100,000 locks", locks(100000), lambda r: r["struck"] == 4 and clean(r), cpu=30)
    case("1 GB", py("b=b'x'*(1<<30)"), lambda r: r["struck"] & 68, cpu=5, memory=128)
    case("fork bomb", py("import os\nwhile 1:\n try: os.fork()\n except OSError: pass"), lambda r: r["struck"] & 3 and not r["dirty"] & 3, cpu=1, wall=2)
    case("daemonised cpu", py("import os\nif os.fork()==0:\n os.setsid()\n while 1: pass\nimport time; time.sleep(99)"), lambda r: r["struck"] == 1 and clean(r), cpu=0.5, wall=60)
