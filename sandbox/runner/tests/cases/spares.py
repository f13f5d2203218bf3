"""Spares: processes that are started ahead of their runs."""
import time

from runner_client import MIB


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
    counts = ["/bin/bash", "main.sh"]
    case("spare held where it asks for the time", counts, lambda r: r["flags"] == 1 and r["out"] in (b"0\n", b"1\n"), tries=5, flags=spare,
         before=lambda: (runner.spare("clock:main.sh", counts), time.sleep(3)), files=[("main.sh", 0o644, b"echo $SECONDS")])
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
