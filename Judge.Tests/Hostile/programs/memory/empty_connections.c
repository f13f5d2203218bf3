// Holds connections to itself by the ten thousand that it does not accept, each an object of the kernel's that is charged to nobody, on IPv6 too.
// request: {"memory_limit_mb": 24, "time_limit_sec": 10}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    for (int servers = 0; servers < 200; servers++) {
        struct sockaddr_in6 here = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT };
        struct sockaddr_in four = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        socklen_t length = sizeof here;
        int server = socket(AF_INET6, SOCK_STREAM, 0);
        if (bind(server, (struct sockaddr *)&here, length) < 0 || listen(server, 4096) < 0) return 1;
        getsockname(server, (struct sockaddr *)&here, &length);
        four.sin_port = here.sin6_port;
        for (int i = 0; i < 120; i++) {
            int client = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(client, (struct sockaddr *)&four, sizeof four) < 0) return 2;
            close(client);
        }
    }
    pause();
}
