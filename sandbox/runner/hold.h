// What the runner and the library that it preloads into spares agree on.
#pragma once

#define HOLD_LIBRARY "/usr/local/lib/judge/hold.so"
#define HOLD_NAME "JUDGE_HOLD"
// High, so that the descriptors which the interpreter opens get the numbers that they get in a plain start.
enum { HOLD_FD = 1023 };
