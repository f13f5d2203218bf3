"""Counts and shows what came of each case."""
import sys


class Report:
    def __init__(self, runner):
        self.runner, self.passed, self.failed = runner, 0, 0

    def check(self, name, good):
        self.count(good)
        print("ok  " if good else "FAIL", name, flush=True)

    def case(self, name, argv, test, tries=1, before=lambda: None, **more):
        """Good if one of the tries is: what has a bound on time is tried again, for a busy machine is late now and then."""
        try:
            for _ in range(tries):
                before()
                r = self.runner.run(argv, **more)
                good = bool(test(r))
                if good: break
        except EOFError:
            self.check(name + " the runner ended", False)
            self.end()
        self.count(good)
        print("ok  " if good else "FAIL", name.ljust(22), {k: (v if not isinstance(v, bytes) else v[:60]) for k, v in r.items()
              if k in ("ending", "code", "struck", "dirty", "wall", "cpu", "peak", "stdout", "prepare", "start", "clean") or not good})

    def count(self, good):
        self.passed += bool(good)
        self.failed += not good

    def end(self):
        print("%d passed, %d failed, 0 skipped" % (self.passed, self.failed))
        sys.exit(self.failed != 0)
