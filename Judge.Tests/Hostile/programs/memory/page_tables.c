// Hides memory in page tables: it reads one byte in each two megabytes of a huge mapping, which itself stays empty.
// request: {"memory_limit_mb": 64, "time_limit_sec": 5}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    size_t size = 256ul << 30;
    volatile char *empty = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (empty == MAP_FAILED) return 1;
    for (size_t at = 0; at < size; at += 2 << 20)
        if (empty[at]) return 2;
    pause();
}
