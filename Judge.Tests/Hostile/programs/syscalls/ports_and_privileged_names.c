// Asks for the machine's ports, for set-user-ID by attribute, for hidden memory.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/io.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

int main(void)
{
    close(open("/tmp/program", O_CREAT | O_WRONLY, 0700));
    if (iopl(3) == 0 || ioperm(0x80, 1, 1) == 0) return 1;
    if (setxattr("/tmp/program", "security.capability", "\1\0\0\2\377\377\377\377\0\0\0\0\0\0\0\0\0\0\0\0", 20, 0) == 0) return 2;
    if (setxattr("/tmp/program", "trusted.note", "x", 1, 0) == 0) return 3;
    if (syscall(447 /* memfd_secret */, 0) >= 0) return 4;
    puts("refused");
}
