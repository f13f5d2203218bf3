// Keeps data in POSIX message queues, by their call and by their file system.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>

int main(void)
{
    if (mq_open("/note", O_CREAT | O_RDWR, 0600, NULL) != (mqd_t)-1) return 1;
    if (open("/dev/mqueue/note", O_CREAT | O_RDWR, 0600) >= 0) return 2;
    puts("refused");
}
