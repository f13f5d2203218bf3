// Asks the schedulers for more than its share: real-time classes, a deadline, a negative nice value, the disk before all others, and the limits that would allow them.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    enum { DEADLINE = 6, IOPRIO_WHO_PROCESS = 1, IOPRIO_REAL_TIME = 1 << 13 };
    struct { uint32_t size, policy; uint64_t flags; int32_t nice; uint32_t priority; uint64_t runtime, deadline, period; }
        asked = { sizeof asked, DEADLINE, 0, 0, 0, 5000000, 10000000, 10000000 };
    if (sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 }) == 0) return 1;
    if (sched_setscheduler(0, SCHED_RR, &(struct sched_param){ .sched_priority = 1 }) == 0) return 2;
    if (syscall(SYS_sched_setattr, 0, &asked, 0) == 0) return 3;
    if (setpriority(PRIO_PROCESS, 0, -20) == 0) return 4;
    if (syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_REAL_TIME) == 0) return 5;
    if (setrlimit(RLIMIT_RTPRIO, &(struct rlimit){ 1, 1 }) == 0 || setrlimit(RLIMIT_NICE, &(struct rlimit){ 40, 40 }) == 0) return 6;
    if (nice(-1) == -1) puts("refused");
}
