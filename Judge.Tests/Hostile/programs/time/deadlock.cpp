// Two threads hold a lock each and wait for the other's.
// request: {"wall_time_limit_sec": 1}
// expect: {"status": "TLE", "limit_exceeded": "wall"}
#include <mutex>
#include <pthread.h>
#include <thread>

static std::mutex locks[2];
static pthread_barrier_t both_hold_one;

static void take(int mine)
{
    std::lock_guard first(locks[mine]);
    pthread_barrier_wait(&both_hold_one);
    std::lock_guard second(locks[1 - mine]);
}

int main()
{
    pthread_barrier_init(&both_hold_one, nullptr, 2);
    std::thread other(take, 1);
    take(0);
    other.join();
}
