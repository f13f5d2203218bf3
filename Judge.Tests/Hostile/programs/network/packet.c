// Asks for packet sockets, which see all of a network.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    if (socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0 || socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)) >= 0) return 1;
    if (socket(AF_INET, SOCK_PACKET, htons(ETH_P_ALL)) >= 0) return 2;
    puts("refused");
}
