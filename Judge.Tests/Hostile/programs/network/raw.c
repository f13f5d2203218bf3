// Asks for raw sockets, by which packets could be forged and overheard.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    int protocols[] = { IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_RAW };
    for (int i = 0; i < 4; i++)
        if (socket(AF_INET, SOCK_RAW, protocols[i]) >= 0 || socket(AF_INET6, SOCK_RAW, protocols[i]) >= 0) return 1;
    puts("refused");
}
