// Sleeps on each of the kernel's clocks in a thread of its own, for days.
// request: {"wall_time_limit_sec": 0.7}
// expect: {"status": "TLE", "limit_exceeded": "wall"}
// at_most: {"time_sec": 0.2, "wall_time_sec": 5}
#include <pthread.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

static void *sleep_on(void *clock)
{
    struct timespec days = { .tv_sec = 1000000 };
    clock_nanosleep((clockid_t)(intptr_t)clock, 0, &days, NULL);
    return NULL;
}

int main(void)
{
    clockid_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_TAI, CLOCK_PROCESS_CPUTIME_ID };
    pthread_t thread;
    for (unsigned i = 0; i < sizeof clocks / sizeof *clocks; i++) pthread_create(&thread, NULL, sleep_on, (void *)(intptr_t)clocks[i]);
    for (;;) sleep(1000000);
}
