// Keeps data in the kernel's keyrings, and reads those of others.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/keyctl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    int rings[] = { KEY_SPEC_THREAD_KEYRING, KEY_SPEC_PROCESS_KEYRING, KEY_SPEC_SESSION_KEYRING, KEY_SPEC_USER_KEYRING };
    for (int i = 0; i < 4; i++)
        if (syscall(SYS_add_key, "user", "note", "x", 1, rings[i]) >= 0 || errno != EPERM) return 1;
    if (syscall(SYS_request_key, "user", "note", NULL, 0) >= 0 || errno != EPERM) return 2;
    for (int operation = 0; operation < 32; operation++)
        if (syscall(SYS_keyctl, operation, 0, 0, 0, 0) >= 0 || errno != EPERM) return 3;
    puts("refused");
}
