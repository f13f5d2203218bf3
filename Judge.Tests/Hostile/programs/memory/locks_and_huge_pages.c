// Asks for memory that could not be reclaimed: locked pages and huge ones.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mlock(page, 4096) == 0 || mlockall(MCL_CURRENT | MCL_FUTURE) == 0) return 1;
    if (mmap(NULL, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0) != MAP_FAILED) return 2;
    puts("refused");
}
