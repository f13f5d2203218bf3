// Includes what belongs to the runner: its environment, its memory, its folder.
// expect: {"status": "CE"}
#if __has_include("/run/judge/runner.sock")
#error the socket of the runner is there
int main(void) { return 0; }
#else
#include "/proc/1/environ"
#endif
