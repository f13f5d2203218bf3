// Leaves descriptors in flight: sockets that carry one another, which only the kernel's garbage collector can free.
// expect: {"status": "OK", "exit_code": 0}
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int carry(int through, int carried)
{
    char room[CMSG_SPACE(sizeof carried)] = { 0 };
    struct iovec byte = { "x", 1 };
    struct msghdr message = { .msg_iov = &byte, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room };
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof carried);
    memcpy(CMSG_DATA(head), &carried, sizeof carried);
    return sendmsg(through, &message, MSG_DONTWAIT) == 1;
}

int main(void)
{
    for (int i = 0; i < 100; i++) {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0) return 1;
        if (!carry(pair[0], pair[1]) || !carry(pair[1], pair[0])) return 2;
        close(pair[0]);
        close(pair[1]);
    }
    return 0;
}
