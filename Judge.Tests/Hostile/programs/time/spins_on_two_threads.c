// Two threads on two cores: the CPU limit comes in half its time.
// request: {"cpu_cores": 2}
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
// at_most: {"time_sec": 0.7}
#include <pthread.h>

static void *spin(void *unused)
{
    for (;;) continue;
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, spin, NULL);
    spin(NULL);
}
