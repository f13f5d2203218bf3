// Asks about bridges and VLANs, for which the kernel has their modules loaded, whoever asks.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sockios.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    unsigned requests[] = { SIOCGIFBR, SIOCSIFBR, SIOCBRADDBR, SIOCBRDELBR, SIOCGIFVLAN, SIOCSIFVLAN, SIOCADDDLCI, SIOCDELDLCI };
    unsigned char nothing[256] = { 0 };
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    for (unsigned i = 0; i < sizeof requests / sizeof *requests; i++) {
        if (ioctl(fd, requests[i], nothing) == 0 || errno != ENOPKG) return 1 + i;
        if (syscall(SYS_ioctl, fd, 1L << 32 | requests[i], nothing) == 0 || errno != ENOPKG) return 11 + i;
    }
    puts("refused");
}
