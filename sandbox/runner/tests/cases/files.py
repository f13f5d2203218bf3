"""Files that are sent and collected, and that none is left for the next run."""
from commands import clean, py, sh


def files(case):
    case("file", ["prog"], lambda r: r["out"] == b"hi\n" and clean(r), files=[("prog", 0o755, b"#!/bin/sh\ncat a/b/c\n"), ("a/b/c", 0o644, b"hi\n")])
    case("collect", sh("mkdir d; echo hi > d/f; ln -s /etc/passwd d/l; mkfifo d/p; echo x > g"),
         lambda r: r["files"] == {"d/f": b"hi\n", "g": b"x\n"} and clean(r), collect=["d", "g", "missing"])
    case("collect all", sh("mkdir d; echo hi > d/f; echo x > g"), lambda r: r["files"] == {"d/f": b"hi\n", "g": b"x\n"} and clean(r), collect=["."])
    case("collect cut", sh("echo 12345678 > f"), lambda r: r["files"] == {"f": b"1234"} and r["struck"] == 256, collect=["f"], collect_limit=4)
    case("leftovers", sh("cd /tmp; mkdir -p a/b/c; chmod 0 a/b; echo x>/dev/shm/x; cd /box; mkfifo f; mkdir m; touch m/y; chmod 0 m"), clean)
    case("nothing left", sh("ls -A /box /tmp /dev/shm"), lambda r: len(r["out"].split()) == 3)
    case("deep folders", py("import os\nfor i in range(3000): os.mkdir('d'); os.chdir('d')"), clean)
