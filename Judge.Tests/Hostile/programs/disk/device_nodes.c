// Tries to make device nodes, of the disk, of memory and of those that exist already.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

int main(void)
{
    if (mknod("/tmp/sda", S_IFBLK | 0600, makedev(8, 0)) == 0) return 1;
    if (mknod("/tmp/mem", S_IFCHR | 0600, makedev(1, 1)) == 0) return 2;
    if (mknod("/tmp/null", S_IFCHR | 0600, makedev(1, 3)) == 0) return 3;
    if (mknod("/dev/shm/loop", S_IFBLK | 0600, makedev(7, 0)) == 0) return 4;
    puts("refused");
}
