// A fork bomb whose every child leaves for a session and a process group of its own, so that killing the group misses it.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <unistd.h>

int main(void)
{
    for (;;)
        if (fork() == 0) setsid();
}
