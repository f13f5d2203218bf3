// Spends its CPU time in thousands of children that live for an instant each.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
// at_most: {"time_sec": 0.7}
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (;;) {
        if (fork() == 0) {
            for (volatile int i = 0; i < 100000; i++) continue;
            _exit(0);
        }
        wait(NULL);
    }
}
