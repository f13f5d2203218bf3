"""Programs that stay for their next run."""


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
