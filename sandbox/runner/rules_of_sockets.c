// Sockets are unix ones, TCP and UDP. A kernel that lacks the rest would answer the same, so that programs go on without it.
#include "rules.h"
#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

// Newer than the C library's headers may be.
enum { TCP_MD5SIG = 14, TCP_ULP = 31, TCP_MD5SIG_EXT = 32, TCP_AO_ADD_KEY = 38, TCP_AO_DEL_KEY, TCP_AO_INFO, TCP_AO_REPAIR = 42 };
enum { IPV6_PKTOPTIONS_OLD = 6, IPV6_FLOWLABEL_MGR = 32, UDP_ENCAP = 100, SOCKET_TYPE = 0xf };

// The filter compares 64 bits where the kernel takes 32: only these exact values pass, so high bits cannot hide a family.
static int families(scmp_filter_ctx ctx)
{
    int e = 0;
    for (unsigned family = 0; !e && family < AF_INET6; family++)
        if (family != AF_UNIX && family != AF_INET) e = refuse_if(ctx, EPERM, "socket", SCMP_A0(SCMP_CMP_EQ, family));
    if (!e) e = refuse_if(ctx, EPERM, "socket", SCMP_A0(SCMP_CMP_GT, AF_INET6));
    // It makes both sockets before it finds that the family has no pairs.
    return e ? e : refuse_if(ctx, EOPNOTSUPP, "socketpair", SCMP_A0(SCMP_CMP_NE, AF_UNIX));
}

// For a protocol or a type that it does not have the kernel starts a program of the host, which is to load a module: outside of every
// container, at no cost to who asked. So only those pass that every kernel has.
static int types_and_protocols(scmp_filter_ctx ctx)
{
    static const struct { int type, error; } none[] = {
        { SOCK_RAW, EPERM }, { SOCK_RDM, EPERM }, { SOCK_DCCP, EPERM }, { SOCK_PACKET, EPERM },
        { 0, ESOCKTNOSUPPORT }, { 7, ESOCKTNOSUPPORT }, { 8, ESOCKTNOSUPPORT }, { 9, ESOCKTNOSUPPORT },
    };
    static const unsigned internet[] = { AF_INET, AF_INET6 };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(none); i++)
        e = refuse_if(ctx, none[i].error, "socket", SCMP_A1(SCMP_CMP_MASKED_EQ, SOCKET_TYPE, (unsigned)none[i].type));
    for (unsigned protocol = 2; !e && protocol < IPPROTO_UDP; protocol++)
        if (protocol != IPPROTO_TCP) e = refuse_if(ctx, EPROTONOSUPPORT, "socket", SCMP_A2(SCMP_CMP_EQ, protocol));
    if (!e) e = refuse_if(ctx, EPROTONOSUPPORT, "socket", SCMP_A2(SCMP_CMP_GT, IPPROTO_UDP));
    if (!e) e = refuse_if_both(ctx, EPROTONOSUPPORT, "socket", SCMP_A1(SCMP_CMP_MASKED_EQ, SOCKET_TYPE, SOCK_STREAM), SCMP_A2(SCMP_CMP_EQ, IPPROTO_UDP));
    if (!e) e = refuse_if_both(ctx, EPROTONOSUPPORT, "socket", SCMP_A1(SCMP_CMP_MASKED_EQ, SOCKET_TYPE, SOCK_DGRAM), SCMP_A2(SCMP_CMP_EQ, IPPROTO_TCP));
    for (size_t i = 0; !e && i < COUNT(internet); i++) {
        // SCTP's name without its number, and ICMP's number, which for a unix socket is its own family.
        e = refuse_if_both(ctx, ESOCKTNOSUPPORT, "socket", SCMP_A0(SCMP_CMP_EQ, internet[i]), SCMP_A1(SCMP_CMP_MASKED_EQ, SOCKET_TYPE, SOCK_SEQPACKET));
        if (!e) e = refuse_if_both(ctx, EPROTONOSUPPORT, "socket", SCMP_A0(SCMP_CMP_EQ, internet[i]), SCMP_A2(SCMP_CMP_EQ, IPPROTO_ICMP));
    }
    return e;
}

static int options(scmp_filter_ctx ctx)
{
    static const struct { int level, option; } none[] = {
        // Filters are compiled into the kernel's own memory: thousands of them from a few containers have brought a host's kernel to a stop for good.
        { SOL_SOCKET, SO_ATTACH_FILTER }, { SOL_SOCKET, SO_DETACH_FILTER }, { SOL_SOCKET, SO_LOCK_FILTER }, { SOL_SOCKET, SO_ATTACH_BPF },
        { SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF }, { SOL_SOCKET, SO_ATTACH_REUSEPORT_EBPF }, { SOL_SOCKET, SO_DETACH_REUSEPORT_BPF },
        // What the kernel keeps for these is in no container's memory: up to 128 KiB for each socket. Flow labels are a table of all the host.
        { IPPROTO_IPV6, IPV6_FLOWLABEL_MGR }, { IPPROTO_IPV6, IPV6_PKTOPTIONS_OLD }, { IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP }, { IPPROTO_IPV6, IPV6_JOIN_ANYCAST },
        { IPPROTO_IPV6, MCAST_JOIN_GROUP }, { IPPROTO_IPV6, MCAST_BLOCK_SOURCE }, { IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP }, { IPPROTO_IPV6, MCAST_MSFILTER },
        { IPPROTO_IP, IP_ADD_MEMBERSHIP }, { IPPROTO_IP, IP_BLOCK_SOURCE }, { IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP },
        { IPPROTO_IP, IP_MSFILTER }, { IPPROTO_IP, MCAST_JOIN_GROUP }, { IPPROTO_IP, MCAST_BLOCK_SOURCE }, { IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP },
        { IPPROTO_IP, MCAST_MSFILTER },
        { IPPROTO_IPV6, IPV6_HOPOPTS }, { IPPROTO_IPV6, IPV6_RTHDRDSTOPTS }, { IPPROTO_IPV6, IPV6_RTHDR }, { IPPROTO_IPV6, IPV6_DSTOPTS },
        { IPPROTO_TCP, TCP_MD5SIG }, { IPPROTO_TCP, TCP_MD5SIG_EXT }, { IPPROTO_TCP, TCP_AO_ADD_KEY }, { IPPROTO_TCP, TCP_AO_DEL_KEY },
        { IPPROTO_TCP, TCP_AO_INFO }, { IPPROTO_TCP, TCP_AO_REPAIR },
        // The kernel's own TLS, ESP and their like on top of a socket: no business of a program without a network, and where flaws are found.
        { IPPROTO_TCP, TCP_ULP }, { IPPROTO_UDP, UDP_ENCAP },
    };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(none); i++)
        e = refuse_if_both(ctx, ENOPROTOOPT, "setsockopt", LOW_BITS(1, none[i].level), LOW_BITS(2, none[i].option));
    return e;
}

// Asked about bridges, VLANs or frame relay, the kernel has their modules loaded, whoever asks.
static int requests(scmp_filter_ctx ctx)
{
    static const unsigned none[] = { SIOCGIFBR, SIOCSIFBR, SIOCBRADDBR, SIOCBRDELBR, SIOCGIFVLAN, SIOCSIFVLAN, SIOCADDDLCI, SIOCDELDLCI };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(none); i++) e = refuse_if(ctx, ENOPKG, "ioctl", LOW_BITS(1, none[i]));
    return e;
}

int refuse_sockets(scmp_filter_ctx ctx)
{
    int e = families(ctx);
    if (!e) e = types_and_protocols(ctx);
    if (!e) e = options(ctx);
    return e ? e : requests(ctx);
}
