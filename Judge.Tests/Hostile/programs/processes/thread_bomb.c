// Starts spinning threads for as long as it may, and then spins itself.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <pthread.h>

static void *spin(void *unused)
{
    for (;;) continue;
    return unused;
}

int main(void)
{
    pthread_t thread;
    while (pthread_create(&thread, NULL, spin, NULL) == 0) continue;
    spin(NULL);
}
