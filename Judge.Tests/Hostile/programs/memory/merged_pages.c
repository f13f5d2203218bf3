// Asks the kernel to merge its pages with equal ones, by which it could tell what others have in memory.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    void *pages = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (madvise(pages, 1 << 20, MADV_MERGEABLE) == 0 || errno != EINVAL) return 1;
    if (syscall(SYS_madvise, pages, 1 << 20, 1L << 32 | MADV_MERGEABLE) == 0 || errno != EINVAL) return 2;
    // PR_SET_MEMORY_MERGE: of all that it has.
    if (prctl(67, 1, 0, 0, 0) == 0 || errno != EINVAL) return 3;
    // Others' advice is taken.
    if (madvise(pages, 1 << 20, MADV_DONTNEED) != 0) return 4;
    puts("refused");
}
