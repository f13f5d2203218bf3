// A fork bomb whose children are reaped by the kernel, so that no wait() ever adds up their CPU time.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <signal.h>
#include <unistd.h>

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;)
        if (fork() == 0)
            for (volatile int i = 0; i < 1000000; i++) continue;
}
