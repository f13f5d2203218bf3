"""Frames that no worker sends."""
import concurrent.futures, struct

from runner_client import Runner


def hostile_frames(start, check):
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
        runner = start()
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
    runner = start()
    runner.p.stdin.write(run[:20])
    runner.p.stdin.close()
    frames, took = runner.end()
    check("a frame cut short by the end of file", frames == [] and took < 4)
