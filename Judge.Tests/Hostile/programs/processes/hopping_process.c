// Lives in a chain: each process forks the next one and ends, so that it never has the same number for long. The first ends at once.
// expect: {"status": "OK", "exit_code": 0}
// at_most: {"wall_time_sec": 10}
#include <unistd.h>

int main(void)
{
    if (fork()) return 0;
    for (;;)
        if (fork() > 0) _exit(0);
}
