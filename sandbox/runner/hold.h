// What the runner and the library that it preloads into spares agree on.
#pragma once

#define HOLD_LIBRARY "/usr/local/lib/judge/hold.so"
#define HOLD_NAME "JUDGE_HOLD"
// Before the name: held at the first read from the file, not when it is first looked for.
#define HOLD_READ "read:"
// Before the name: held already where it first asks for the time by time() or gettimeofday(), to count from its run's start.
#define HOLD_CLOCK "clock:"
// High, so that the descriptors which the interpreter opens get the numbers that they get in a plain start.
enum { HOLD_FD = 1023 };
// There until the go, whoever asks: a runtime that gets more ready ahead than a plain start does looks here whether it still has the time.
#define HOLD_PATH "/proc/self/fd/1023"
// A page: smaller than any pipe is made.
enum { HOLD_PIPE_BYTES = 4096 };
