// Leaves as many zombies as it may: children that ended and that it never waits for.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    for (;;) {
        pid_t child = fork();
        if (child == 0) _exit(0);
        if (child < 0) break;
    }
    puts("refused");
}
