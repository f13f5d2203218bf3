// Sends every signal there is to PID 1, which may take none of them.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    for (int number = 0; number < 65; number++) {
        if (kill(1, number) == 0 || errno != EPERM) return 1;
        if (syscall(SYS_tgkill, 1, 1, number) == 0) return 2;
        if (syscall(SYS_rt_sigqueueinfo, 1, number, &(siginfo_t){ .si_code = SI_QUEUE }) == 0) return 3;
    }
    int pid1 = syscall(SYS_pidfd_open, 1, 0);
    if (pid1 >= 0 && syscall(SYS_pidfd_send_signal, pid1, SIGKILL, NULL, 0) == 0) return 4;
    puts("refused");
}
