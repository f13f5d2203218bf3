// Waits for a signal that nobody sends, with a timer that is set to next year.
// request: {"wall_time_limit_sec": 0.7}
// expect: {"status": "TLE", "limit_exceeded": "wall"}
#include <signal.h>
#include <time.h>

int main(void)
{
    timer_t timer;
    struct itimerspec next_year = { .it_value.tv_sec = 365 * 86400 };
    sigset_t alarm_only;
    int number;
    sigemptyset(&alarm_only);
    sigaddset(&alarm_only, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarm_only, NULL);
    timer_create(CLOCK_MONOTONIC, NULL, &timer);
    timer_settime(timer, 0, &next_year, NULL);
    sigwait(&alarm_only, &number);
}
