// Works for ten milliseconds and naps for one, so that no sample of its state ever shows it at work for long.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <time.h>
#include <unistd.h>

int main(void)
{
    for (;;) {
        clock_t until = clock() + CLOCKS_PER_SEC / 100;
        while (clock() < until) continue;
        usleep(1000);
    }
}
