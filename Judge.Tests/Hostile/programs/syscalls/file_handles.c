// Opens files by handle, past all folders, and watches whole file systems.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/fanotify.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    char space[256] = { 128 };
    int mount_id;
    if (syscall(SYS_name_to_handle_at, AT_FDCWD, "/", space, &mount_id, 0) == 0 || errno != EPERM) return 1;
    if (syscall(SYS_open_by_handle_at, AT_FDCWD, space, O_RDONLY) >= 0 || errno != EPERM) return 2;
    if (fanotify_init(0, O_RDONLY) >= 0 || errno != EPERM) return 3;
    puts("refused");
}
