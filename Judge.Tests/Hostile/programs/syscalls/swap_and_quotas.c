// Changes what the whole host shares: swap, accounting, quotas, its name, its log.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/klog.h>
#include <sys/quota.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    char text[64];
    if (swapon("/tmp/x", 0) == 0 || errno != EPERM) return 1;
    if (swapoff("/tmp/x") == 0 || errno != EPERM) return 2;
    if (acct("/tmp/x") == 0 || errno != EPERM) return 3;
    if (quotactl(QCMD(Q_SYNC, USRQUOTA), NULL, 0, NULL) == 0 || errno != EPERM) return 4;
    if (sethostname("x", 1) == 0 || errno != EPERM) return 5;
    if (setdomainname("x", 1) == 0 || errno != EPERM) return 6;
    if (klogctl(3, text, sizeof text) >= 0 || errno != EPERM) return 7;
    puts("refused");
}
