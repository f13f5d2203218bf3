// Takes memory by one huge anonymous mapping, populated by the kernel.
// request: {"memory_limit_mb": 64}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    mmap(NULL, 1ul << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    pause();
}
