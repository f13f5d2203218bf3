// Put before every source of the fuzzed session: the calls that would end the process, block it, or read all bytes at once.
#pragma once
#define _exit fuzz_exit
#define kill fuzz_kill
#define poll fuzz_poll
#define read fuzz_read
