"""Runs: how a program ends, what it writes, and what is struck."""
from commands import clean, sh
from runner_client import MIB


def runs(case):
    case("nothing of the host", sh("env; grep ^nameserver /etc/resolv.conf"), lambda r: r["out"] == b"PATH=/usr/local/bin:/usr/bin:/bin\nPWD=/box\nnameserver 0.0.0.0\n" and clean(r))
    case("true", ["/bin/true"], lambda r: clean(r) and r["ending"] == 1 and r["code"] == 0 and r["peak"] < 3 * MIB)
    case("exit 3", sh("echo hi; echo no >&2; exit 3"), lambda r: clean(r) and (r["ending"], r["code"], r["out"], r["err"]) == (1, 3, b"hi\n", b"no\n"))
    case("merge", sh("echo hi; echo no >&2"), lambda r: r["out"] == b"hi\nno\n", flags=2)
    case("signal", sh("kill -SEGV $$"), lambda r: (r["ending"], r["code"], r["struck"]) == (2, 11, 0))
    case("no such program", ["nothing"], lambda r: (r["ending"], r["code"]) == (3, 2) and clean(r))
    case("endless loop", sh("while :; do :; done"), lambda r: r["struck"] == 1 and 300000 <= r["cpu"] < 340000 and clean(r), cpu=0.3, wall=60, tries=5)
    case("sleep", sh("sleep 100"), lambda r: r["struck"] == 2 and 500000 <= r["wall"] < 600000 and clean(r), wall=0.5, tries=5)
    case("stops itself", sh("kill -STOP $$"), lambda r: r["struck"] == 2 and clean(r), wall=0.3)
    case("daemon holds stdout", sh("setsid sleep 100 & echo done"), lambda r: r["out"] == b"done\n" and r["wall"] < 500000 and clean(r), tries=5)
    case("flood", sh("cat /dev/zero & cat /dev/zero >&2"), lambda r: r["struck"] & 24 and len(r["out"]) <= MIB and clean(r))
    case("flood cut", sh("head -c 5000000 /dev/zero"), lambda r: r["struck"] == 0 and r["stdout"] == 5000000 and len(r["out"]) == MIB, flags=8)
