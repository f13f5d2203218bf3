#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <threads.h>

static long total;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t ready;

static void *add(void *number) {
    for (int i = 0; i < 10000; i++) {
        pthread_mutex_lock(&lock);
        total += (long)number;
        pthread_mutex_unlock(&lock);
    }
    sem_post(&ready);
    return NULL;
}

static int standard(void *argument) { return *(int *)argument * 2; }

int main(void) {
    pthread_t threads[4];
    thrd_t c11;
    int value = 21, result;
    sem_init(&ready, 0, 0);
    for (long i = 0; i < 4; i++) pthread_create(&threads[i], NULL, add, (void *)(i + 1));
    for (int i = 0; i < 4; i++) sem_wait(&ready);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    thrd_create(&c11, standard, &value);
    thrd_join(c11, &result);
    printf("%ld %d\n", total, result);
    return 0;
}
