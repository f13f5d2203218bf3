#!/usr/bin/env python3
"""Tests the runner in real containers: sandbox/runner/tests/test_runner.py IMAGE [--built]

IMAGE is one with sh and python3. Speaks docs/sandbox-protocol.md over `docker run -i`, hostile programs and hostile frames included.
--built tests sandbox/runner/build instead of the runner that the image has."""
import concurrent.futures, os, struct, subprocess, sys, time

BUILD = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "build")
MIB = 1 << 20
DOCKER = ("docker run --rm -i --network none --dns 0.0.0.0 --dns-search . --dns-option ndots:1 --read-only --cap-drop ALL --cap-add SETUID --cap-add SETGID "
          "--security-opt no-new-privileges --ipc none --log-driver none --pids-limit 128 --memory 288m --memory-swap 288m --cpus 2 "
          "--tmpfs /box:mode=1777,size=64m,nr_inodes=4096,nosuid,nodev,exec --tmpfs /tmp:mode=1777,size=64m,nr_inodes=4096,nosuid,nodev,exec "
          "--tmpfs /dev/shm:mode=1777,size=64m,nr_inodes=1024,nosuid,nodev --ulimit core=1").split()


# Each of the plain ones must be refused with EPERM whatever its arguments: numbers are x86-64's. A call that the kernel would refuse for lack of a
# capability alone is in the list too, because a filter is a second wall.
DENIED = """
import ctypes, errno, os, socket, sys
c = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    return c.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)), ctypes.get_errno()
plain = dict(mount=165, umount2=166, pivot_root=155, fsopen=430, fsmount=432, open_tree=428, move_mount=429, mount_setattr=442, ptrace=101,
    process_vm_readv=310, process_vm_writev=311, kcmp=312, pidfd_getfd=438, bpf=321, userfaultfd=323, perf_event_open=298, io_uring_setup=425,
    io_uring_enter=426, io_uring_register=427, keyctl=250, add_key=248, request_key=249, unshare=272, setns=308, shmget=29, shmat=30, semget=64, msgget=68,
    mq_open=240, mq_unlink=241, kexec_load=246, kexec_file_load=320, reboot=169, swapon=167, swapoff=168, clock_settime=227, settimeofday=164, adjtimex=159,
    clock_adjtime=305, name_to_handle_at=303, open_by_handle_at=304, init_module=175, finit_module=313, delete_module=176, acct=163, quotactl=179,
    chroot=161, fanotify_init=300, syslog=103, sethostname=170, setdomainname=171, iopl=172, ioperm=173, modify_ldt=154, move_pages=279, mbind=237,
    set_mempolicy=238, vmsplice=278, memfd_secret=447, io_setup=206, io_submit=209, cachestat=451, map_shadow_stack=453, statmount=457, listmount=458,
    lsm_set_self_attr=460, lsm_list_modules=461)
let = [name for name, number in plain.items() if call(number, 0, 0, 0, 0, 0, 0) != (-1, errno.EPERM)]
for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
    if call(56, flag | 17, 0, 0, 0, 0) != (-1, errno.EPERM): let.append("clone %x" % flag)
if call(435, 0, 0) != (-1, errno.ENOSYS): let.append("clone3")
if call(135, 0x0040000) != (-1, errno.EPERM): let.append("personality")
if call(133, 0, 0o20666, 0x103) != (-1, errno.EPERM): let.append("mknod")
for family in range(0, 50):
    for kind in (1, 2, 3, 4, 5, 6, 10):
        try:
            socket.socket(family, kind, 0).close()
            if (family, kind) not in ((1, 1), (1, 2), (1, 5), (2, 1), (2, 2), (10, 1), (10, 2)): let.append("socket %d %d" % (family, kind))
        except OSError: pass
for high in (0x100000010, 0x100000028):
    if call(41, high, 3, 0) != (-1, errno.EPERM): let.append("socket with high bits")
high = 1 << 32
for family in (2, 10):
    for kind, right in ((1, 6), (2, 17)):
        for protocol in [-1, *range(1, 300), high, high | 6]:
            if protocol != right and call(41, family, kind, protocol) != (-1, errno.EPROTONOSUPPORT): let.append("socket %d %d %d" % (family, kind, protocol))
    for kind in (0, 5, 7, 8, 9):
        if call(41, family, kind, 0) != (-1, errno.ESOCKTNOSUPPORT): let.append("socket %d %d" % (family, kind))
for family in (0, *range(2, 50), high | 1):
    if call(53, family, 1, 0, 0) != (-1, errno.EOPNOTSUPP): let.append("socketpair %d" % family)
options = {1: (26, 27, 44, 50, 51, 52, 68), 41: (6, 20, 27, 32, 42, 43, 46, 48, 54, 55, 57, 59), 6: (14, 31, 32, 38, 39, 40, 42), 17: (100,)}
for level, numbers in options.items():
    for option in numbers:
        for name in ((level, option), (level | high, option), (level, option | high)):
            if call(54, -1, *name, 0, 0) != (-1, errno.ENOPROTOOPT): let.append("setsockopt %x %x" % name)
for request in (0x8940, 0x8941, 0x8982, 0x8983, 0x89a0, 0x89a1):
    for number in (request, request | high):
        if call(16, -1, number, 0) != (-1, errno.ENOPKG): let.append("ioctl %x" % number)
for number in (317, 444, 445, 446, *range(467, 512)):
    if call(number, 0, 0, 0, 0, 0, 0) != (-1, errno.ENOSYS): let.append(number)
for number in (188, 189, 190):
    if [call(number, 0, 0, 0, size, 0, 0)[1] == errno.E2BIG for size in (512, 513, high | 1)] != [False, True, True]: let.append(number)
if call(463, 0, 0, 0, 0, 0, 0) != (-1, errno.ENOSYS): let.append(463)
for number, error in ((22, errno.EINVAL), (62, errno.EINVAL), (35, errno.EPERM)):
    for option in (number, number | high):
        if call(157, option, 0, 0, 0, 0) != (-1, error): let.append("prctl %x" % option)
for advice in (12, 12 | high):
    if call(28, 0, 0, advice) != (-1, errno.EINVAL): let.append("madvise %x" % advice)
print("denied" if not let else let)
"""

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


class Runner:
    def __init__(self, image):
        built = ["-v", BUILD + "/judge-runner:/usr/local/bin/judge-runner:ro", "-v", BUILD + "/hold.so:/usr/local/lib/judge/hold.so:ro"]
        self.p = subprocess.Popen(DOCKER + (built if "--built" in sys.argv else []) + ["--entrypoint", "/usr/local/bin/judge-runner", image, "--stdio"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.number, self.uid = 0, 100000
        kind, payload = self.read()
        self.hello = (kind,) + struct.unpack("<III", payload)

    def exactly(self, n):
        got = b""
        while len(got) < n:
            piece = self.p.stdout.read(n - len(got))
            if not piece:
                raise EOFError("the runner ended")
            got += piece
        return got

    def read(self):
        n, kind = struct.unpack("<IB", self.exactly(5))
        return kind, self.exactly(n - 1)

    def send(self, kind, payload):
        data = struct.pack("<IB", len(payload) + 1, kind) + payload
        while data:
            data = data[self.p.stdin.write(data):]

    def spare(self, held, argv, env=("PATH=/usr/local/bin:/usr/bin:/bin",)):
        """Asks for a process started ahead for the next run; its errno."""
        strings = [s.encode() for s in [held, *argv, *env]]
        self.send(8, struct.pack("<IQII", self.uid + 1, 8 * MIB, len(argv), len(env)) + b"".join(struct.pack("<I", len(s)) + s for s in strings))
        kind, p = self.read()
        assert kind == 72, kind
        return struct.unpack("<I", p)[0]

    def end(self):
        """Frames until the runner ends, and how long that took."""
        frames, started = [], time.time()
        try:
            while True:
                frames.append(self.read())
        except EOFError:
            self.p.stdin.close()
            self.p.wait(10)
            return frames, time.time() - started

    def start(self, *arguments, number=1, **more):
        """Sends a run without files or stdin."""
        self.send(1, self.request(*arguments, number=number, **more))
        self.send(5, struct.pack("<I", number))

    def request(self, argv, files=0, flags=0, wall=5.0, output=MIB, number=1, cpu=5.0):
        """A RUN frame's payload."""
        strings = [s.encode() for s in argv] + [b"PATH=/usr/bin:/bin"]
        return (struct.pack("<10I9Q", number, 100000 + number, flags, 2000, 64, 64, files, 0, len(argv), 1, int(cpu * 1e6), int(wall * 1e6), 256 * MIB,
                            8 * MIB, 64 * MIB, 0, output, output, 0) + b"".join(struct.pack("<I", len(s)) + s for s in strings))

    def run(self, argv, stdin=b"", files=(), collect=(), flags=0, cpu=1.0, wall=30.0, memory=256, output=MIB, processes=100, collect_limit=MIB):
        self.number += 1
        self.uid += 1
        n = self.number
        strings = [s if isinstance(s, bytes) else s.encode() for s in list(argv) + ["PATH=/usr/local/bin:/usr/bin:/bin"] + list(collect)]
        self.send(1, struct.pack("<10I9Q", n, self.uid, flags, 2000, processes, 64, len(files), len(collect), len(argv), 1,
                                 int(cpu * 1e6), int(wall * 1e6), memory * MIB, 8 * MIB, 64 * MIB, 0, output, output, collect_limit)
                  + b"".join(struct.pack("<I", len(s)) + s for s in strings))
        for path, mode, data in files:
            self.send(2, struct.pack("<IIQI", n, mode, len(data), len(path)) + path.encode())
            for at in range(0, len(data), 65536):
                self.send(3, struct.pack("<I", n) + data[at:at + 65536])
        for at in range(0, len(stdin), 65536):
            self.send(4, struct.pack("<I", n) + stdin[at:at + 65536])
        self.send(5, struct.pack("<I", n))
        result = {"out": b"", "err": b"", "files": {}}
        name = None
        while True:
            kind, p = self.read()
            if kind == 65:
                result["out" if p[4] == 1 else "err"] += p[5:]
            elif kind == 68:
                name = p[20:].decode()
                result["files"][name] = b""
            elif kind == 69:
                result["files"][name] += p[4:]
            elif kind == 67:
                names = "run ending code struck dirty flags wall cpu cpu_main peak stdout stderr prepare start clean".split()
                result.update(zip(names, struct.unpack("<6I6Q3I", p)))
                return result
            else:
                raise RuntimeError("frame %d: %r" % (kind, p))


def conversations(image, check):
    """Frames that a good worker sends in unusual order, each in a container of its own."""
    def until_result(runner):
        frames = [runner.read()]
        while frames[-1][0] != 67:
            frames.append(runner.read())
        return frames, dict(zip("run ending code struck dirty".split(), struct.unpack("<5I", frames[-1][1][:20])))

    runner = Runner(image)
    runner.send(7, b"x" * 65536)
    check("PING comes back", runner.read() == (71, b"x" * 65536))

    runner.start(["/bin/sleep", "9"])
    runner.send(7, b"during a run")
    check("PING during a run", runner.read() == (71, b"during a run"))
    started = time.time()
    runner.send(6, struct.pack("<I", 99))
    runner.send(6, struct.pack("<I", 1))
    _, r = until_result(runner)
    check("CANCEL kills, one for another run does not", (r["ending"], r["code"], r["struck"], r["dirty"]) == (2, 9, 32, 0) and time.time() - started < 2)
    runner.send(6, struct.pack("<I", 1))
    runner.send(4, struct.pack("<I", 1) + b"late")

    runner.send(1, runner.request(["/bin/true"], files=2, number=2))
    runner.send(2, struct.pack("<IIQI", 2, 0o644, 100, 1) + b"a")
    runner.send(3, struct.pack("<I", 2) + b"half")
    runner.send(6, struct.pack("<I", 2))
    _, r = until_result(runner)
    check("CANCEL before the files starts nothing", (r["struck"], r["dirty"]) == (32, 0))
    runner.send(1, runner.request(["/bin/true"], number=2))
    runner.send(4, struct.pack("<I", 2) + b"secret")
    runner.send(6, struct.pack("<I", 2))
    _, r = until_result(runner)
    check("CANCEL before the end of stdin starts nothing", (r["struck"], r["dirty"]) == (32, 0))

    runner.start(["/bin/sh", "-c", "cat; ls -A; echo one; sleep 2; echo two"], flags=1, number=3)
    frames, r = until_result(runner)
    check("LIVE output comes as it is written", [f[1][5:] for f in frames[:-1]] == [b"one\n", b"two\n"] and r["dirty"] == 0)

    # A worker that stops reading: the program is held up by its pipe, and the clocks go on.
    runner.start(["/bin/cat", "/dev/zero"], flags=8, wall=1.0, number=4)
    time.sleep(2)
    frames, r = until_result(runner)
    check("the wall limit holds while the worker does not read", r["struck"] & 2 and r["dirty"] == 0)
    for _ in range(3):
        runner.send(7, b"p" * 60000)
    check("PINGs that nobody reads wait", [runner.read()[0] for _ in range(3)] == [71] * 3)
    runner.start(["/bin/echo", "well"], number=5)
    frames, r = until_result(runner)
    check("and after all that a run is as ever", frames[0][1][5:] == b"well\n" and r["dirty"] == 0)
    runner.p.stdin.close()
    frames, took = runner.end()
    check("end of file ends the container", took < 5)

    runner = Runner(image)
    runner.start(["/bin/sh", "-c", "trap '' TERM INT HUP; while :; do :; done"], wall=60.0, cpu=60.0)
    time.sleep(0.3)
    runner.p.stdin.close()
    frames, took = runner.end()
    check("end of file during a run ends it and the container", took < 5)


def hostile_frames(image, check):
    """What no worker sends: each is answered with FAULT, and the container ends at once."""
    r = Runner.request
    u32 = lambda *n: struct.pack("<%dI" % len(n), *n)
    frame = lambda kind, payload: struct.pack("<IB", len(payload) + 1, kind) + payload
    run = frame(1, r(None, ["/bin/true"]))
    sleep = frame(1, r(None, ["/bin/sleep", "5"])) + frame(5, u32(1))
    files = frame(1, r(None, ["/bin/true"], files=1))
    file = lambda path, size=1, number=1: frame(2, struct.pack("<IIQI", number, 0o644, size, len(path)) + path)
    conversations = {
        "length 0": b"\0\0\0\0",
        "length over the maximum": u32(262145) + b"\7",
        "length of four gigabytes": b"\xff\xff\xff\xff\1",
        "unknown type": frame(99, b""),
        "a runner's own type": frame(67, b"x" * 88),
        "RUN cut short": frame(1, r(None, ["/bin/true"])[:-3]),
        "RUN with bytes too many": frame(1, r(None, ["/bin/true"]) + b"x"),
        "RUN as root": run.replace(u32(100001), u32(0), 1),
        "RUN with two billion arguments": frame(1, r(None, ["/bin/true"])[:32] + u32(0x7fffffff) + r(None, ["/bin/true"])[36:]),
        "RUN without arguments": frame(1, r(None, [])),
        "RUN during a run": sleep + run,
        "RUN before the last one's stdin has ended": run + run,
        "RUN with a NUL in an argument": frame(1, r(None, ["/bin/tr\0e"])),
        "FILE without RUN": file(b"a"),
        "FILE of another run": files + file(b"a", number=2),
        "FILE upwards": files + file(b"../a"),
        "FILE absolute": files + file(b"/tmp/a"),
        "FILE without a name": files + file(b""),
        "FILE too many": files + file(b"a", 0) + file(b"b", 0),
        "FILE_DATA over its size": files + file(b"a") + frame(3, u32(1) + b"two"),
        "FILE_DATA without FILE": files + frame(3, u32(1) + b"x"),
        "STDIN before the files": files + frame(4, u32(1) + b"x"),
        "STDIN over its maximum": run + frame(4, u32(1) + b"x" * 65536) * 257,
        "STDIN after its end": sleep + frame(4, u32(1) + b"x"),
        "STDIN_END twice": sleep + frame(5, u32(1)),
        "PING over its maximum": frame(7, b"x" * 65537),
        "a program to keep without a file": frame(1, r(None, ["/bin/true"], flags=16)),
        "a program to keep in a folder": frame(1, r(None, ["/bin/true"], files=1, flags=16)) + file(b"a/b"),
        "a kept program that is not there": frame(1, r(None, ["/bin/true"], flags=32)),
        "SPARE during a run": sleep + frame(8, b""),
        "SPARE cut short": frame(8, u32(100001)),
    }

    def answers(data):
        runner = Runner(image)
        try:
            runner.p.stdin.write(data)
        except BrokenPipeError:
            pass
        return runner.end()

    def answered(data):
        """A busy machine takes its time over a container now and then: the soonest of up to three answers that are right."""
        for _ in range(3):
            frames, took = answers(data)
            if not any(f[0] == 70 for f in frames) or took < 4: break
        return frames, took

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name, (frames, took) in zip(conversations, pool.map(answered, conversations.values())):
            check(name, any(f[0] == 70 for f in frames) and took < 4)
    runner = Runner(image)
    runner.p.stdin.write(run[:20])
    runner.p.stdin.close()
    frames, took = runner.end()
    check("a frame cut short by the end of file", frames == [] and took < 4)


def spares(runner, case):
    """A process started ahead behaves as one started plainly, and costs the run nothing."""
    main_py, spare = ["/usr/bin/python3", "main.py"], 4

    def both(name, text, test, **more):
        files = [("main.py", 0o644, text.encode())]
        plain = runner.run(main_py, files=files, wall=60, **more)
        def ahead():
            assert runner.spare("main.py", main_py) == 0
            time.sleep(0.5)
        case("spare: " + name, main_py, lambda r: r["flags"] == 1 and r["dirty"] == 0 and test({**r, "plain_cpu": plain["cpu"]})
             and all(r[k] == plain[k] for k in ("ending", "code", "struck", "out", "err")), before=ahead, tries=5, files=files, wall=60, flags=spare, **more)

    both("hello", "print('hi')", lambda r: r["out"] == b"hi\n" and r["cpu"] < r["plain_cpu"] and r["peak"] < 12 * MIB)
    both("what it can see", "import os, sys\nprint(__name__, __file__, sys.argv, sys.orig_argv, sys.path, sorted(os.environ), os.getcwd(), os.listdir('/proc/self/fd'),"
         " open('/proc/self/cmdline').read(), 'JUDGE' in open('/proc/self/environ').read(), sorted(sys.modules), os.nice(0), os.listdir('/tmp'))", lambda r: True)
    both("limits", "import resource as r\nprint([r.getrlimit(getattr(r, n)) for n in dir(r) if n.startswith('RLIMIT') and n != 'RLIMIT_CPU'])", lambda r: True)
    both("touch 100 MB", "b = bytearray(100 << 20)\nfor i in range(0, len(b), 4096): b[i] = 1", lambda r: 100 * MIB <= r["peak"] < 115 * MIB)
    both("endless", "while True: pass", lambda r: r["struck"] == 1 and 1000000 <= r["cpu"] < 1050000)
    both("stdin is a file", "import os, sys\nprint(os.fstat(0).st_size, os.lseek(0, 0, 1), sys.stdin.seekable(), len(sys.stdin.read()), os.lseek(0, 0, 1))",
         lambda r: r["out"] == b"9 0 True 9 9\n", stdin=b"12345678\n")
    both("stdin", "print(len(input()))", lambda r: r["out"] == b"100000\n", stdin=b"x" * 100000 + b"\n")
    late = ["/usr/bin/python3", "-c", "import os, time\nfd = os.open('main.txt', 0)\nopened = time.monotonic()\ntext = os.read(fd, 9)\n"
            "print(text, os.read(fd, 9), time.monotonic() - opened > 0.2, os.get_inheritable(fd), os.fstat(fd).st_size)"]
    def opened_ahead():
        assert runner.spare("read:main.txt", late) == 0
        time.sleep(1)
    case("spare held at its first read", late, lambda r: r["flags"] == 1 and r["out"] == b"b'12345' b'' True False 5\n", before=opened_ahead, tries=5, flags=spare,
         files=[("main.txt", 0o644, b"12345")])
    case("no spare held at its first read", late, lambda r: r["out"].startswith(b"b'12345' b'' ") and r["out"].endswith(b" False 5\n"), files=[("main.txt", 0o644, b"12345")])
    held = 64
    def opened_and_held():
        assert runner.spare("main.py", main_py) == 0
        time.sleep(1)
    case("spare used once it is held", main_py, lambda r: r["flags"] == 1 and r["out"] == b"hi\n", before=opened_and_held, tries=5, flags=spare | held,
         files=[("main.py", 0o644, b"print('hi')")])
    asks = ["/usr/bin/python3", "-c", "import os, time\nthere = lambda: os.path.lexists('/proc/self/fd/1023')\nfirst = there()\nend = time.monotonic() + 60\n"
            "while there() and time.monotonic() < end: time.sleep(0.01)\nprint(first, there(), open('main.txt').read())"]
    case("spare that asks whether its run has come", asks, lambda r: r["flags"] == 1 and r["out"] == b"True False 12345\n", tries=5, flags=spare,
         before=lambda: (runner.spare("main.txt", asks), time.sleep(1)), files=[("main.txt", 0o644, b"12345")])
    assert runner.spare("never", ["/bin/sh", "-c", "echo > /tmp/left; exec sleep 100"]) == 0
    case("spare not held by then", ["/bin/sh", "-c", "ls -A /tmp; cat main.txt"], lambda r: r["flags"] == 0 and r["dirty"] == 0 and r["out"] == b"12345",
         flags=spare | held, files=[("main.txt", 0o644, b"12345")])
    own = "LD_PRELOAD=/usr/local/lib/judge/hold.so JUDGE_HOLD=main.py exec /usr/bin/env"
    case("hold.so without a spare", ["/bin/sh", "-c", own], lambda r: b"LD_PRELOAD=/usr/local/lib/judge/hold.so\n" in r["out"] and b"JUDGE_HOLD=main.py\n" in r["out"])
    assert runner.spare("main.py", main_py) == 0
    case("spare of another run", ["/bin/ls", "-A", "/box"], lambda r: r["flags"] == 0 and r["dirty"] == 0 and r["out"] == b"")
    assert runner.spare("main.py", ["/bin/false"]) == 0
    time.sleep(2)
    case("spare that has died", ["/bin/echo", "plain"], lambda r: r["flags"] == 0 and r["dirty"] == 0 and r["out"] == b"plain\n", flags=spare)
    assert runner.spare("main.py", ["/nothing"]) == 2
    assert runner.spare("main.py", main_py) == 0 and runner.spare("main.py", main_py) == 0
    case("spare at once", main_py, lambda r: r["flags"] == 1 and r["out"] == b"hi\n", flags=spare, files=[("main.py", 0o644, b"print('hi')")])


def kept_programs(runner, case):
    """A program that stays for its next run: nobody can change it, and no other program meets it."""
    keep, kept, stays = 16, 32, 2
    attack = b"""#!/bin/sh
echo args "$@"
exec 2>/dev/null
echo changed >> main && echo WRITTEN
chmod 700 main && echo MODE
touch -d 2001-01-01 main && echo TIMES
rm -f main && test ! -e main && echo REMOVED
mv main other && echo MOVED
ln main twin && echo LINKED
/usr/bin/python3 -c 'import os; os.setxattr("main", "user.note", b"secret")' && echo ATTRIBUTE
mkdir rest && echo x > rest/x
stat -c '%U %a %h' main
"""
    seen = lambda r, args: r["out"] == b"args %s\nroot 755 1\n" % args and r["code"] == 0 and r["dirty"] == 0
    times = ["/usr/bin/python3", "-c", "import os; s = os.stat('main'); print(s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns, os.listdir())"]
    first = []
    file = [("main", 0o755, attack)]
    case("keeps a program", ["./main", "a"], lambda r: seen(r, b"a") and r["flags"] == stays, flags=keep, files=file)
    case("finds it unchanged", ["./main", "b"], lambda r: seen(r, b"b") and r["flags"] == stays, flags=kept)
    case("beside other files", ["./main", "c"], lambda r: seen(r, b"c") and r["flags"] == stays, flags=kept, files=[("data", 0o644, b"x")])
    case("tells its times", times, lambda r: first.extend(map(int, r["out"].split()[:3])) or r["flags"] == stays, flags=kept)
    case("which are new each run", times, lambda r: min(map(int, r["out"].split()[:3])) > max(first) and r["out"].endswith(b" ['main']\n"), flags=kept)
    case("another finds nothing", ["/bin/ls", "-A"], lambda r: r["out"] == b"" and r["flags"] == 0 and r["dirty"] == 0)
    case("keeps another", ["./main"], lambda r: r["out"] == b"two\n" and r["flags"] == stays, flags=keep, files=[("main", 0o755, b"#!/bin/sh\necho two\n")])
    case("of the same name", ["./main"], lambda r: r["out"] == b"three\n" and r["flags"] == stays, flags=keep, files=[("main", 0o755, b"#!/bin/sh\necho three\n")])
    main_py = ["/usr/bin/python3", "main.py"]
    assert runner.spare("main.py", main_py) == 0
    case("a spare finds nothing", main_py, lambda r: r["out"] == b"['main.py']\n" and r["flags"] == 1 and r["dirty"] == 0, flags=4,
         files=[("main.py", 0o644, b"import os; print(os.listdir())")])


def main():
    runner = Runner(sys.argv[1])
    failures = passed = 0

    def check(name, good):
        nonlocal failures, passed
        failures += not good
        passed += bool(good)
        print("ok  " if good else "FAIL", name, flush=True)

    def case(name, argv, test, tries=1, before=lambda: None, **more):
        """Good if one of the tries is: what has a bound on time is tried again, for a busy machine is late now and then."""
        nonlocal failures, passed
        try:
            for _ in range(tries):
                before()
                r = runner.run(argv, **more)
                good = bool(test(r))
                if good: break
        except EOFError:
            print("FAIL", name, "the runner ended")
            print("%d passed, %d failed" % (passed, failures + 1))
            sys.exit(1)
        failures += not good
        passed += good
        print("ok  " if good else "FAIL", name.ljust(22), {k: (v if not isinstance(v, bytes) else v[:60]) for k, v in r.items()
              if k in ("ending", "code", "struck", "dirty", "wall", "cpu", "peak", "stdout", "prepare", "start", "clean") or not good})

    def sh(text): return ["/bin/sh", "-c", text]
    def py(text): return ["/usr/bin/python3", "-c", text]
    def clean(r): return r["dirty"] == 0

    assert runner.hello[:2] == (64, 2), runner.hello
    print("hello", runner.hello)
    case("nothing of the host", sh("env; grep ^nameserver /etc/resolv.conf"), lambda r: r["out"] == b"PATH=/usr/local/bin:/usr/bin:/bin\nPWD=/box\nnameserver 0.0.0.0\n" and clean(r))
    case("true", ["/bin/true"], lambda r: clean(r) and r["ending"] == 1 and r["code"] == 0 and r["peak"] < 3 * MIB)
    case("exit 3", sh("echo hi; echo no >&2; exit 3"), lambda r: clean(r) and (r["ending"], r["code"], r["out"], r["err"]) == (1, 3, b"hi\n", b"no\n"))
    case("merge", sh("echo hi; echo no >&2"), lambda r: r["out"] == b"hi\nno\n", flags=2)
    case("signal", sh("kill -SEGV $$"), lambda r: (r["ending"], r["code"], r["struck"]) == (2, 11, 0))
    case("no such program", ["nothing"], lambda r: (r["ending"], r["code"]) == (3, 2) and clean(r))
    case("endless loop", sh("while :; do :; done"), lambda r: r["struck"] == 1 and 300000 <= r["cpu"] < 340000 and clean(r), cpu=0.3, wall=60, tries=5)
    case("sleep", sh("sleep 100"), lambda r: r["struck"] == 2 and 500000 <= r["wall"] < 600000 and clean(r), wall=0.5, tries=5)
    case("stops itself", sh("kill -STOP $$"), lambda r: r["struck"] == 2 and clean(r), wall=0.3)
    case("stdin 10 MB", ["/usr/bin/wc", "-c"], lambda r: r["out"].strip() == b"10000000" and clean(r), stdin=b"x" * 10000000)
    case("cat 10 MB", ["/bin/cat"], lambda r: r["out"] == b"x" * 10000000 and clean(r), stdin=b"x" * 10000000, output=20 * MIB)
    case("stdin is a file", py(STDIN_READ), lambda r: r["out"] == b"as a file\n" and clean(r), stdin=b"first\n" + b"x" * 200000)
    case("stdin is its own", py(STDIN_CHANGED), lambda r: r["out"] == b"[] first\n" and clean(r), stdin=b"first\n")
    case("no stdin", py("import os; print(os.fstat(0).st_size, os.read(0, 9))"), lambda r: r["out"] == b"0 b''\n" and clean(r))
    case("stdin's memory", ["/bin/true"], lambda r: r["peak"] < 3 * MIB and clean(r), stdin=b"x" * 15 * MIB)
    case("read in memory", sh("read -r first; wc -c"), lambda r: r["peak"] < 3 * MIB and r["out"] == b"%d\n" % (15 * MIB) and clean(r), stdin=b"first\n" + b"x" * 15 * MIB)
    case("stdin ignored", sh("exec 0<&-; sleep 0.1"), lambda r: r["code"] == 0 and clean(r), stdin=b"x" * 1000000)
    case("file", ["prog"], lambda r: r["out"] == b"hi\n" and clean(r), files=[("prog", 0o755, b"#!/bin/sh\ncat a/b/c\n"), ("a/b/c", 0o644, b"hi\n")])
    case("collect", sh("mkdir d; echo hi > d/f; ln -s /etc/passwd d/l; mkfifo d/p; echo x > g"),
         lambda r: r["files"] == {"d/f": b"hi\n", "g": b"x\n"} and clean(r), collect=["d", "g", "missing"])
    case("collect all", sh("mkdir d; echo hi > d/f; echo x > g"), lambda r: r["files"] == {"d/f": b"hi\n", "g": b"x\n"} and clean(r), collect=["."])
    case("collect cut", sh("echo 12345678 > f"), lambda r: r["files"] == {"f": b"1234"} and r["struck"] == 256, collect=["f"], collect_limit=4)
    case("daemon holds stdout", sh("setsid sleep 100 & echo done"), lambda r: r["out"] == b"done\n" and r["wall"] < 500000 and clean(r), tries=5)
    case("flood", sh("cat /dev/zero & cat /dev/zero >&2"), lambda r: r["struck"] & 24 and len(r["out"]) <= MIB and clean(r))
    case("flood cut", sh("head -c 5000000 /dev/zero"), lambda r: r["struck"] == 0 and r["stdout"] == 5000000 and len(r["out"]) == MIB, flags=8)
    case("leftovers", sh("cd /tmp; mkdir -p a/b/c; chmod 0 a/b; echo x>/dev/shm/x; cd /box; mkfifo f; mkdir m; touch m/y; chmod 0 m"), clean)
    case("nothing left", sh("ls -A /box /tmp /dev/shm"), lambda r: len(r["out"].split()) == 3)
    case("deep folders", py("import os\nfor i in range(3000): os.mkdir('d'); os.chdir('d')"), clean)
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
    case("denied calls", ["/usr/bin/python3", "calls.py"], lambda r: r["out"] == b"denied\n" and clean(r), files=[("calls.py", 0o644, DENIED.encode())])
    spares(runner, case)
    kept_programs(runner, case)
    case("after all that", ["/bin/true"], lambda r: clean(r) and r["code"] == 0 and r["peak"] < 3 * MIB)
    # What the kernel keeps of names that were looked up is the container's, and is given back in the middle of a later run, whose memory it would hide.
    def look_up(names): return py("import os\nfor i in range(%d):\n try: os.stat('/usr/lib/%%0200d' %% i)\n except OSError: pass" % names)
    case("a few names looked up", look_up(5000), clean, cpu=5)
    case("many names looked up", look_up(200000), lambda r: r["dirty"] == 64, cpu=30, wall=60)
    case("tcp server", py("import socket,threading\ns=socket.create_server(('127.0.0.1',8000))\nc=socket.create_connection(('127.0.0.1',8000))\na,_=s.accept()\n"
                          "a.sendall(b'hi');print(c.recv(2));c.close();a.close()"), lambda r: r["out"] == b"b'hi'\n" and r["dirty"] & 8)
    runner.p.stdin.close()
    runner.p.wait(10)
    conversations(sys.argv[1], check)
    hostile_frames(sys.argv[1], check)
    print("%d passed, %d failed, 0 skipped" % (passed, failures))
    sys.exit(failures != 0)


main()
