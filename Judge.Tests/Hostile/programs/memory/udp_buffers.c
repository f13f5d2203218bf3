// Hides memory in datagrams to itself that nobody reads, of one byte each: the kernel keeps hundreds for it.
// request: {"memory_limit_mb": 16}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 240; i++) {
        struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        socklen_t length = sizeof here;
        int server = socket(AF_INET, SOCK_DGRAM, 0), large = 1 << 24;
        setsockopt(server, SOL_SOCKET, SO_RCVBUF, &large, sizeof large);
        bind(server, (struct sockaddr *)&here, length);
        getsockname(server, (struct sockaddr *)&here, &length);
        connect(server, (struct sockaddr *)&here, length);
        for (int count = 0; count < 500; count++) send(server, "x", 1, MSG_DONTWAIT);
    }
    pause();
}
