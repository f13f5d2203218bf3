// Asks for a socket of AF_ALG, the kernel's cryptography, and one of AF_KEY.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    if (socket(AF_ALG, SOCK_SEQPACKET, 0) >= 0 || socket(AF_KEY, SOCK_RAW, 2) >= 0) return 1;
    puts("refused");
}
