// Hides memory in connections to itself that nobody reads from.
// request: {"memory_limit_mb": 32}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

static char bytes[1 << 16];

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof here;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    bind(server, (struct sockaddr *)&here, length);
    listen(server, 128);
    getsockname(server, (struct sockaddr *)&here, &length);
    for (int i = 0; i < 120; i++) {
        int client = socket(AF_INET, SOCK_STREAM, 0), large = 1 << 24;
        setsockopt(client, SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
        connect(client, (struct sockaddr *)&here, length);
        accept(server, NULL, NULL);
        while (send(client, bytes, sizeof bytes, MSG_DONTWAIT) > 0);
    }
    pause();
}
