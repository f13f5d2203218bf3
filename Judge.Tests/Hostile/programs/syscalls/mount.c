// Mounts and unmounts, by the old calls and by the new ones.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    if (mount("none", "/tmp", "tmpfs", 0, NULL) == 0 || errno != EPERM) return 1;
    if (mount("/", "/tmp", NULL, MS_BIND, NULL) == 0 || errno != EPERM) return 2;
    if (mount(NULL, "/", NULL, MS_REMOUNT, NULL) == 0 || errno != EPERM) return 3;
    if (umount("/proc") == 0 || errno != EPERM) return 4;
    if (umount2("/tmp", MNT_DETACH) == 0 || errno != EPERM) return 5;
    if (syscall(SYS_fsopen, "tmpfs", 0) >= 0 || errno != EPERM) return 6;
    if (syscall(SYS_open_tree, -100, "/", 1) >= 0 || errno != EPERM) return 7;
    if (syscall(SYS_move_mount, -100, "/tmp", -100, "/box", 0) == 0 || errno != EPERM) return 8;
    if (syscall(SYS_mount_setattr, -100, "/", 0, NULL, 0) == 0 || errno != EPERM) return 9;
    if (syscall(SYS_fspick, -100, "/", 0) >= 0 || errno != EPERM) return 10;
    puts("refused");
}
