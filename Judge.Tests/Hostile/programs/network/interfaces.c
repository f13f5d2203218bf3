// Tries to change its network: addresses, routes, interfaces.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <net/if.h>
#include <net/route.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int main(void)
{
    int any = socket(AF_INET, SOCK_DGRAM, 0);
    struct ifreq loopback = { .ifr_name = "lo", .ifr_flags = IFF_PROMISC };
    struct rtentry route = { .rt_flags = RTF_UP };
    if (ioctl(any, SIOCSIFFLAGS, &loopback) == 0) return 1;
    loopback.ifr_addr.sa_family = AF_INET;
    if (ioctl(any, SIOCSIFADDR, &loopback) == 0) return 2;
    if (ioctl(any, SIOCADDRT, &route) == 0) return 3;
    puts("refused");
}
