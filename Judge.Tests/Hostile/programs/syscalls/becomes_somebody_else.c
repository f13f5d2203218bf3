// Becomes root, joins groups, takes capabilities, by every call for it.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <grp.h>
#include <linux/capability.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct all[2] = { { ~0u, ~0u, ~0u }, { ~0u, ~0u, ~0u } };
    gid_t root = 0;
    if (setuid(0) == 0 || seteuid(0) == 0 || setresuid(0, 0, 0) == 0 || setreuid(0, 0) == 0) return 1;
    if (setgid(0) == 0 || setegid(0) == 0 || setresgid(0, 0, 0) == 0 || setgroups(1, &root) == 0) return 2;
    if (setuid(getuid() + 1) == 0 || setuid(getuid() - 1) == 0) return 3;
    if (syscall(SYS_capset, &header, all) == 0) return 4;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 7, 0, 0) == 0) return 5;
    if (prctl(PR_SET_SECUREBITS, 1) == 0) return 6;
    if (prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0) return 7;
    if (syscall(SYS_setfsuid, 0) == 0) return 8;
    puts("refused");
}
