// Asks for an internet socket of each protocol and type, the pairs of every family among them: there are TCP and UDP, and no other. For one that it
// does not have, the kernel would start a program of the host that looks for its module.
// expect: {"status": "OK", "stdout": "1/0 1/6 2/0 2/17 \n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    for (int type = 0; type <= SOCK_PACKET; type++)
        for (int protocol = -1; protocol < 600; protocol++) {
            int fd = socket(AF_INET, type, protocol), fd6 = socket(AF_INET6, type, protocol);
            if ((fd < 0) != (fd6 < 0)) return 1;
            if (fd < 0 && errno != EPERM && errno != EPROTONOSUPPORT && errno != ESOCKTNOSUPPORT) return 2;
            if (fd < 0) continue;
            printf("%d/%d ", type, protocol);
            close(fd);
            close(fd6);
        }
    puts("");

    // Runtimes ask for MPTCP, and go on with TCP where this is the answer.
    if (socket(AF_INET, SOCK_STREAM, 262) >= 0 || errno != EPROTONOSUPPORT) return 3;
    // With bits set that the kernel does not read.
    if (syscall(SYS_socket, AF_INET, SOCK_STREAM, 1L << 32 | 262) >= 0 || errno != EPROTONOSUPPORT) return 4;
    for (int family = 0; family < 64; family++)
        for (int type = 1; type <= SOCK_PACKET; type++) {
            int ends[2];
            if (family == AF_UNIX) continue;
            if (socketpair(family, type, 0, ends) == 0 || errno != EOPNOTSUPP) return 5;
        }
}
