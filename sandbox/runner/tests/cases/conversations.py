"""Frames in unusual order."""
import struct, time


def conversations(start, check):
    """Frames that a good worker sends in unusual order, each in a container of its own."""
    def until_result(runner):
        frames = [runner.read()]
        while frames[-1][0] != 67:
            frames.append(runner.read())
        return frames, dict(zip("run ending code struck dirty".split(), struct.unpack("<5I", frames[-1][1][:20])))

    runner = start()
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

    runner = start()
    runner.start(["/bin/sh", "-c", "trap '' TERM INT HUP; while :; do :; done"], wall=60.0, cpu=60.0)
    time.sleep(0.3)
    runner.p.stdin.close()
    frames, took = runner.end()
    check("end of file during a run ends it and the container", took < 5)
