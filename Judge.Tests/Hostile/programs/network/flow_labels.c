// Takes a flow label of IPv6, of which the kernel has one table for all.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    enum { FLOWLABEL_MGR = 32, GET = 0, CREATE = 1, ANY = 255 };
    struct { struct in6_addr to; uint32_t label; uint8_t action, share; uint16_t flags, expires, linger; uint32_t pad; }
        request = { IN6ADDR_LOOPBACK_INIT, htonl(7), GET, ANY, CREATE, 60, 60, 0 };
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    if (setsockopt(fd, IPPROTO_IPV6, FLOWLABEL_MGR, &request, sizeof request) == 0 || errno != ENOPROTOOPT) return 1;
    if (syscall(SYS_setsockopt, fd, 1L << 32 | IPPROTO_IPV6, FLOWLABEL_MGR, &request, sizeof request) == 0 || errno != ENOPROTOOPT) return 2;
    puts("refused");
}
