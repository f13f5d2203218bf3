// Asks the scheduler for more than its share: real-time classes, a deadline, a negative nice value.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int main(void)
{
    if (sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 }) == 0) return 1;
    if (sched_setscheduler(0, SCHED_RR, &(struct sched_param){ .sched_priority = 1 }) == 0) return 2;
    if (setpriority(PRIO_PROCESS, 0, -20) == 0) return 3;
    if (nice(-1) == -1) puts("refused");
}
