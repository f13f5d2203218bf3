"""Speaks docs/sandbox-protocol.md with a runner in a container of its own, over `docker run -i`."""
import os, struct, subprocess, time

BUILD = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "build")
MIB = 1 << 20
DOCKER = ("docker run --rm -i --network none --dns 0.0.0.0 --dns-search . --dns-option ndots:1 --read-only --cap-drop ALL --cap-add SETUID --cap-add SETGID "
          "--security-opt no-new-privileges --ipc none --log-driver none --pids-limit 128 --memory 288m --memory-swap 288m --cpus 2 "
          "--tmpfs /box:mode=1777,size=64m,nr_inodes=4096,nosuid,nodev,exec --tmpfs /tmp:mode=1777,size=64m,nr_inodes=4096,nosuid,nodev,exec "
          "--tmpfs /dev/shm:mode=1777,size=64m,nr_inodes=1024,nosuid,nodev --ulimit core=1").split()


class Runner:
    def __init__(self, image, built):
        """With `built` it is the runner in sandbox/runner/build, and not the one that the image has."""
        mounts = ["-v", BUILD + "/judge-runner:/usr/local/bin/judge-runner:ro", "-v", BUILD + "/hold.so:/usr/local/lib/judge/hold.so:ro"]
        self.p = subprocess.Popen(DOCKER + (mounts if built else []) + ["--entrypoint", "/usr/local/bin/judge-runner", image, "--stdio"],
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
