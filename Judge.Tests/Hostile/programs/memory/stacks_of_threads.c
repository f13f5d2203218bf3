// Hides memory in the stacks of threads.
// request: {"memory_limit_mb": 64}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static void *fill(void *unused)
{
    char here[6 << 20];
    memset(here, 1, sizeof here);
    __asm__ volatile("" : : "r"(here) : "memory");
    pause();
    return unused;
}

int main(void)
{
    pthread_attr_t large;
    pthread_t thread;
    pthread_attr_init(&large);
    pthread_attr_setstacksize(&large, 8 << 20);
    for (int i = 0; i < 40; i++) pthread_create(&thread, &large, fill, NULL);
    pause();
}
