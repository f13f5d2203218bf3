// Stops itself.
// request: {"wall_time_limit_sec": 0.7}
// expect: {"status": "TLE", "limit_exceeded": "wall", "signal": "SIGKILL"}
#include <signal.h>

int main(void)
{
    raise(SIGSTOP);
}
