// Asks for performance counters, its own ones too.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    for (unsigned type = 0; type < 6; type++) {
        struct perf_event_attr counter = { .type = type, .size = sizeof counter, .exclude_kernel = 1 };
        if (syscall(SYS_perf_event_open, &counter, 0, -1, -1, 0) >= 0 || errno != EPERM) return 1;
    }
    puts("refused");
}
