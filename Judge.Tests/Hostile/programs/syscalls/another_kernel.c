// Boots another kernel, reboots this one, loads modules into it.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    if (syscall(SYS_kexec_load, 0, 0, NULL, 0) >= 0 || errno != EPERM) return 1;
    if (syscall(SYS_kexec_file_load, -1, -1, 0, "", 0) >= 0 || errno != EPERM) return 2;
    if (reboot(RB_DISABLE_CAD) == 0 || errno != EPERM) return 3;
    if (syscall(SYS_init_module, "", 0, "") >= 0 || errno != EPERM) return 4;
    if (syscall(SYS_finit_module, 0, "", 0) >= 0 || errno != EPERM) return 5;
    if (syscall(SYS_delete_module, "ext4", 0) >= 0 || errno != EPERM) return 6;
    puts("refused");
}
