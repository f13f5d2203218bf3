#include "queues.h"
#include "cgroup.h"
#include "meter.h"
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOK_STEP_US = 16000, REST_PER_LOOK = 16, PAGE_BYTES = 4096, IGNORED_BELOW_BYTES = 8 << 20, ANSWER_BYTES = 32768 };
// All of the host's TCP shares what the kernel lets it have, some 9 % of the memory; who holds more than this is ended, however much memory he may use.
enum { QUEUES_MOST_BYTES = 64 << 20 };
// A connection's own socket comes into being in an interrupt, where nothing is charged, and its buffers are charged when it is accepted.
enum { SOCKET_BYTES = 2560, SOCKETS_IGNORED_BELOW = 64, ESTABLISHED = 1, CLOSE_WAIT = 8 };

static int diag_fd = -1, stat_fd = -1, stat6_fd = -1;
static uint64_t next_us, uncharged, all;
static bool too_large;
static uint32_t asked;
static uint8_t answer[ANSWER_BYTES] __attribute__((aligned(16)));

void queues_open(void)
{
    diag_fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    stat_fd = open("/proc/self/net/sockstat", O_RDONLY | O_CLOEXEC);
    stat6_fd = open("/proc/self/net/sockstat6", O_RDONLY | O_CLOEXEC);
}

void queues_forget(void) { next_us = uncharged = all = too_large = 0; }
bool queues_too_large(void) { return too_large; }

static uint64_t number_after(const char *text, const char *protocol, const char *name)
{
    const char *line = strstr(text, protocol), *found = line ? strstr(line, name) : NULL;
    return found ? strtoull(found + strlen(name), NULL, 10) : 0;
}

// What all the host's sockets of a protocol have: a bound for ours, and no more work while it is low. A list costs a look through the host's whole table
// of connections, so none is asked for where this network namespace has no socket.
static bool is_worth_a_look(const char *text, const char *protocol, uint64_t sockets)
{
    return sockets > 0 && number_after(text, protocol, " mem ") * PAGE_BYTES >= IGNORED_BELOW_BYTES;
}

static bool is_charged(const struct inet_diag_msg *socket)
{
    return cgroup_counts_sockets() && (socket->idiag_inode || (socket->idiag_state != ESTABLISHED && socket->idiag_state != CLOSE_WAIT));
}

static uint64_t held(const struct nlmsghdr *message)
{
    const struct inet_diag_msg *socket = NLMSG_DATA(message);
    int left = (int)message->nlmsg_len - (int)NLMSG_LENGTH(sizeof *socket);
    for (const struct rtattr *a = (const void *)(socket + 1); RTA_OK(a, left); a = RTA_NEXT(a, left)) {
        if (a->rta_type != INET_DIAG_SKMEMINFO || RTA_PAYLOAD(a) < (SK_MEMINFO_BACKLOG + 1) * sizeof(uint32_t)) continue;
        const uint32_t *m = RTA_DATA(a);
        uint32_t sent = m[SK_MEMINFO_WMEM_QUEUED] > m[SK_MEMINFO_WMEM_ALLOC] ? m[SK_MEMINFO_WMEM_QUEUED] : m[SK_MEMINFO_WMEM_ALLOC];
        return (uint64_t)m[SK_MEMINFO_RMEM_ALLOC] + sent + m[SK_MEMINFO_BACKLOG];
    }
    return 0;
}

// Sums up the sockets of this network namespace, which nobody but the run has any in.
static void sum(uint8_t family, uint8_t protocol)
{
    struct { struct nlmsghdr head; struct inet_diag_req_v2 what; } question = {
        .head = { sizeof question, SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, ++asked, 0 },
        .what = { .sdiag_family = family, .sdiag_protocol = protocol, .idiag_ext = 1 << (INET_DIAG_SKMEMINFO - 1), .idiag_states = ~0u },
    };
    if (send(diag_fd, &question, sizeof question, 0) < 0) return;
    for (;;) {
        // The kernel answers as it is read: it never has to be waited for.
        ssize_t n = recv(diag_fd, answer, sizeof answer, MSG_DONTWAIT);
        if (n <= 0) return;
        int left = (int)n;
        for (const struct nlmsghdr *m = (const void *)answer; NLMSG_OK(m, left); m = NLMSG_NEXT(m, left)) {
            if (m->nlmsg_seq != asked) continue;
            if (m->nlmsg_type == NLMSG_DONE || m->nlmsg_type == NLMSG_ERROR) return;
            if (m->nlmsg_type != SOCK_DIAG_BY_FAMILY) continue;
            uint64_t bytes = held(m);
            all += bytes;
            if (!is_charged(NLMSG_DATA(m))) uncharged += bytes;
        }
    }
}

static void read_text(int fd, char *text, size_t size)
{
    ssize_t n = pread(fd, text, size - 1, 0);
    text[n > 0 ? n : 0] = 0;
}

uint64_t queues_bytes(uint64_t now_us)
{
    if (diag_fd < 0 || now_us < next_us) return uncharged;
    char text[1024], text6[1024];
    read_text(stat_fd, text, sizeof text);
    read_text(stat6_fd, text6, sizeof text6);
    uint64_t tcp = number_after(text, "TCP:", " inuse "), tcp6 = number_after(text6, "TCP6:", " inuse ");
    uint64_t udp = number_after(text, "UDP:", " inuse "), udp6 = number_after(text6, "UDP6:", " inuse ");
    // Each that is charged to nobody has its other end here, which is charged.
    all = uncharged = tcp + tcp6 < SOCKETS_IGNORED_BELOW ? 0 : (tcp + tcp6) / 2 * SOCKET_BYTES;
    if (is_worth_a_look(text, "TCP:", tcp)) sum(AF_INET, IPPROTO_TCP);
    if (is_worth_a_look(text, "TCP:", tcp6)) sum(AF_INET6, IPPROTO_TCP);
    if (is_worth_a_look(text, "UDP:", udp)) sum(AF_INET, IPPROTO_UDP);
    if (is_worth_a_look(text, "UDP:", udp6)) sum(AF_INET6, IPPROTO_UDP);
    if (all > QUEUES_MOST_BYTES) too_large = true;
    uint64_t took = meter_now_us() - now_us;
    next_us = now_us + (took * REST_PER_LOOK > LOOK_STEP_US ? took * REST_PER_LOOK : LOOK_STEP_US);
    return uncharged;
}
