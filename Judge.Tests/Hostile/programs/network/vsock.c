// Asks for a vsock socket, the way from a virtual machine to its host.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    if (socket(AF_VSOCK, SOCK_STREAM, 0) >= 0 || socket(AF_VSOCK, SOCK_DGRAM, 0) >= 0) return 1;
    puts("refused");
}
