// Sets a CPU timer of its own, much shorter than its limit, and spins.
// expect: {"status": "RE", "signal": "SIGVTALRM", "limit_exceeded": null}
#include <stddef.h>
#include <sys/time.h>

int main(void)
{
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){ .it_value.tv_usec = 50000 }, NULL);
    for (;;) continue;
}
