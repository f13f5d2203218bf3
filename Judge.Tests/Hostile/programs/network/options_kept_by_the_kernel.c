// Has the kernel keep what is charged to nobody: packet options, multicast groups and keys, up to 128 KiB for each socket; puts the kernel's TLS and
// ESP on sockets of its own. Each is tried once.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    enum { TCP_MD5SIG = 14, TCP_ULP = 31, TCP_MD5SIG_EXT = 32, TCP_AO_ADD_KEY = 38, TCP_AO_REPAIR = 42, UDP_ENCAP = 100, OLD_PACKET_OPTIONS = 6 };
    static char bytes[65536];
    int six[] = { OLD_PACKET_OPTIONS, IPV6_ADD_MEMBERSHIP, IPV6_JOIN_ANYCAST, MCAST_JOIN_GROUP, MCAST_BLOCK_SOURCE, MCAST_JOIN_SOURCE_GROUP, MCAST_MSFILTER,
                  IPV6_HOPOPTS, IPV6_RTHDRDSTOPTS, IPV6_RTHDR, IPV6_DSTOPTS };
    int groups[] = { IP_ADD_MEMBERSHIP, IP_BLOCK_SOURCE, IP_ADD_SOURCE_MEMBERSHIP, IP_MSFILTER, MCAST_JOIN_GROUP, MCAST_BLOCK_SOURCE, MCAST_JOIN_SOURCE_GROUP, MCAST_MSFILTER };
    int four[] = { TCP_MD5SIG, TCP_MD5SIG_EXT, TCP_AO_ADD_KEY, TCP_AO_REPAIR };
    int udp6 = socket(AF_INET6, SOCK_DGRAM, 0), udp = socket(AF_INET, SOCK_DGRAM, 0), tcp = socket(AF_INET, SOCK_STREAM, 0), esp = 2;
    for (unsigned i = 0; i < sizeof six / sizeof *six; i++)
        if (setsockopt(udp6, IPPROTO_IPV6, six[i], bytes, sizeof bytes) == 0 || errno != ENOPROTOOPT) return 1 + i;
    for (unsigned i = 0; i < sizeof four / sizeof *four; i++)
        if (setsockopt(tcp, IPPROTO_TCP, four[i], bytes, sizeof bytes) == 0 || errno != ENOPROTOOPT) return 21 + i;
    for (unsigned i = 0; i < sizeof groups / sizeof *groups; i++)
        if (setsockopt(udp, IPPROTO_IP, groups[i], bytes, sizeof bytes) == 0 || errno != ENOPROTOOPT) return 41 + i;
    if (setsockopt(tcp, IPPROTO_TCP, TCP_ULP, "tls", 3) == 0 || errno != ENOPROTOOPT) return 31;
    if (setsockopt(udp, IPPROTO_UDP, UDP_ENCAP, &esp, sizeof esp) == 0 || errno != ENOPROTOOPT) return 32;
    if (syscall(SYS_setsockopt, udp6, IPPROTO_IPV6, 1L << 32 | OLD_PACKET_OPTIONS, bytes, sizeof bytes) == 0 || errno != ENOPROTOOPT) return 33;
    puts("refused");
}
