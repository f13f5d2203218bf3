// Asks for netlink sockets of each kind, the way to routes, firewalls, the audit log and many a flaw.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    for (int kind = 0; kind < 32; kind++)
        if (socket(AF_NETLINK, SOCK_RAW, kind) >= 0 || socket(AF_NETLINK, SOCK_DGRAM, kind) >= 0) return 1;
    puts("refused");
}
