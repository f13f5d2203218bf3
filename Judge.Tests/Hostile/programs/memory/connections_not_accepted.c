// Hides memory in connections to itself that it does not even accept: no descriptor holds them, and their data are charged to nobody, on no version of control groups.
// request: {"memory_limit_mb": 32}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

static char bytes[1 << 16];

int main(void)
{
    for (int servers = 0; servers < 40; servers++) {
        struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        socklen_t length = sizeof here;
        int server = socket(AF_INET, SOCK_STREAM, 0);
        if (bind(server, (struct sockaddr *)&here, length) < 0 || listen(server, 4096) < 0) return 1;
        getsockname(server, (struct sockaddr *)&here, &length);
        for (int i = 0; i < 100; i++) {
            int client = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(client, (struct sockaddr *)&here, length) < 0) return 2;
            while (send(client, bytes, sizeof bytes, MSG_DONTWAIT) > 0);
            close(client);
        }
    }
    pause();
}
