// Takes memory by a shared mapping, which belongs to no process but to a file without a name.
// request: {"memory_limit_mb": 64}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    char *shared = mmap(NULL, 512 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    memset(shared, 1, 512 << 20);
}
