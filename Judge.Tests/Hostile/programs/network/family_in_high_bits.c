// Asks for a netlink socket with bits set above those that the kernel reads, to slip by a filter that compares all of them.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    for (int bit = 32; bit < 64; bit++) {
        long high = 1L << bit;
        if (syscall(SYS_socket, high | AF_NETLINK, SOCK_RAW, 0) >= 0) return 1;
        if (syscall(SYS_socket, (long)AF_INET, high | SOCK_RAW, 1) >= 0) return 2;
    }
    puts("refused");
}
