// Sets a CPU limit of its own and meets it: the one that it was given is not exceeded.
// request: {"time_limit_sec": 5, "wall_time_limit_sec": 60}
// expect: {"status": "RE", "signal": "SIGXCPU", "limit_exceeded": null}
#include <sys/resource.h>

int main(void)
{
    setrlimit(RLIMIT_CPU, &(struct rlimit){ 1, 3 });
    for (;;) continue;
}
