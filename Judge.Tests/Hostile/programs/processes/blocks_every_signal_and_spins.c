// Blocks every signal and spins.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <signal.h>
#include <stddef.h>

int main(void)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (;;) continue;
}
