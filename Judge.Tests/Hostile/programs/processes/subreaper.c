// Makes itself the reaper of its descendants in place of PID 1, collects orphans and leaves them there.
// expect: {"status": "OK", "exit_code": 0}
// at_most: {"wall_time_sec": 10}
#include <sys/prctl.h>
#include <unistd.h>

int main(void)
{
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return 1;
    for (int i = 0; i < 10; i++)
        if (fork() == 0) {
            if (fork() == 0)
                for (;;) pause();
            _exit(0);
        }
    return 0;
}
