// Asks for memory that could not be reclaimed, or that is charged to nobody: locked pages and huge ones.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mlock(page, 4096) == 0 || mlockall(MCL_CURRENT | MCL_FUTURE) == 0) return 1;
    // Not reserved, so that only the filter can refuse it where the host has no huge pages.
    int unreserved[] = { 0, MAP_NORESERVE };
    for (int i = 0; i < 2; i++)
        if (mmap(NULL, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | unreserved[i], -1, 0) != MAP_FAILED) return 2 + i;
    if (memfd_create("huge", MFD_HUGETLB) >= 0) return 4;
    puts("refused");
}
