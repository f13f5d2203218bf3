// Makes PID 1 the parent of its children, with odd signals to tell of their end; they sleep on when it ends.
// expect: {"status": "OK", "exit_code": 0}
// at_most: {"wall_time_sec": 10}
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <unistd.h>
#include <sys/syscall.h>

int main(void)
{
    int signals[] = { 0, SIGKILL, SIGSTOP, SIGUSR1, SIGTERM, SIGCHLD, 40 };
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        if (syscall(SYS_clone, CLONE_PARENT | signals[i], 0, 0, 0, 0) == 0) {
            sleep(1000);
            _exit(0);
        }
    return 0;
}
