// Waits for a lock that it holds itself: a futex that nobody wakes.
// request: {"wall_time_limit_sec": 0.7}
// expect: {"status": "TLE", "limit_exceeded": "wall"}
#include <pthread.h>

int main(void)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
}
