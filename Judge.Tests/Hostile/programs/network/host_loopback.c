// Looks for the host's services on loopback: every port of it, by IPv4 and IPv6. It has a loopback of its own, on which nobody listens.
// request: {"time_limit_sec": 10}
// expect: {"status": "OK", "stdout": "nobody\n"}
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int tcp = socket(AF_INET, SOCK_STREAM, 0), tcp6 = socket(AF_INET6, SOCK_STREAM, 0);
    for (unsigned port = 1; port < 65536; port++) {
        struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        struct sockaddr_in6 to6 = { .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = IN6ADDR_LOOPBACK_INIT };
        if (connect(tcp, (struct sockaddr *)&to, sizeof to) == 0 && errno != EISCONN) {
            // A socket can by chance connect to itself, which is nobody.
            struct sockaddr_in self;
            socklen_t length = sizeof self;
            getsockname(tcp, (struct sockaddr *)&self, &length);
            if (self.sin_port != to.sin_port) return printf("port %u\n", port) < 0;
            close(tcp);
            tcp = socket(AF_INET, SOCK_STREAM, 0);
        }
        if (connect(tcp6, (struct sockaddr *)&to6, sizeof to6) == 0) {
            struct sockaddr_in6 self;
            socklen_t length = sizeof self;
            getsockname(tcp6, (struct sockaddr *)&self, &length);
            if (self.sin6_port != to6.sin6_port) return printf("port %u\n", port) < 0;
            close(tcp6);
            tcp6 = socket(AF_INET6, SOCK_STREAM, 0);
        }
    }
    puts("nobody");
}
