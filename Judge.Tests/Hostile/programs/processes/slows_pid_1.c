// Tries to take the runner's share of the machine: its priority, scheduling class, cores, I/O class and limits.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    cpu_set_t none = { 0 };
    struct rlimit tiny = { 1, 1 };
    CPU_SET(0, &none);
    if (setpriority(PRIO_PROCESS, 1, 19) == 0) return 1;
    if (sched_setaffinity(1, sizeof none, &none) == 0) return 2;
    if (sched_setscheduler(1, SCHED_IDLE, &(struct sched_param){ 0 }) == 0) return 3;
    if (syscall(SYS_ioprio_set, 1, 1, 3 << 13) == 0) return 4;
    if (prlimit(1, RLIMIT_NOFILE, &tiny, NULL) == 0) return 5;
    if (prlimit(1, RLIMIT_AS, &tiny, NULL) == 0) return 6;
    puts("refused");
}
