// Keeps data in System V's shared memory, semaphores and queues, which outlive their makers.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main(void)
{
    if (shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600) >= 0 || errno != EPERM) return 1;
    if (semget(IPC_PRIVATE, 1, IPC_CREAT | 0600) >= 0 || errno != EPERM) return 2;
    if (msgget(IPC_PRIVATE, IPC_CREAT | 0600) >= 0 || errno != EPERM) return 3;
    puts("refused");
}
