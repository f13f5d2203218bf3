// Two hundred processes that keep the kernel's memory management busy, in a tenth of a core: the runner has to end them all with the same tenth.
// request: {"cpu_cores": 0.1, "max_processes": 200, "time_limit_sec": 0.3}
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    for (;;) {
        fork();
        char *piece = mmap(NULL, 4 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece == MAP_FAILED) continue;
        memset(piece, 1, 1 << 20);
        munmap(piece, 4 << 20);
    }
}
