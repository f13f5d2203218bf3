// Sets the clocks, by every call for it.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>

int main(void)
{
    struct timespec now = { .tv_sec = 1 };
    struct timeval then = { .tv_sec = 1 };
    struct timex slew = { .modes = ADJ_OFFSET };
    if (clock_settime(CLOCK_REALTIME, &now) == 0 || errno != EPERM) return 1;
    if (settimeofday(&then, NULL) == 0 || errno != EPERM) return 2;
    if (adjtimex(&slew) >= 0 || errno != EPERM) return 3;
    if (clock_adjtime(CLOCK_REALTIME, &slew) >= 0 || errno != EPERM) return 4;
    puts("refused");
}
