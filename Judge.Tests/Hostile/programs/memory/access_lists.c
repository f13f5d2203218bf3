// Gives files access lists of 64 KB, which the kernel keeps in memory that it charges to nobody.
// expect: {"status": "OK", "stdout": "0 lists\n"}
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { OWNER = 1, USER = 2, GROUP = 4, MASK = 16, OTHER = 32, ENTRIES = 8000 };

static struct {
    uint32_t version;
    struct { uint16_t tag, rights; uint32_t id; } entries[ENTRIES];
} list = { .version = 2 };

int main(void)
{
    int made = 0, last = ENTRIES - 1;
    for (int i = 0; i < ENTRIES; i++) {
        list.entries[i].tag = i == 0 ? OWNER : i < last - 2 ? USER : i == last - 2 ? GROUP : i == last - 1 ? MASK : OTHER;
        list.entries[i].rights = 7;
        list.entries[i].id = i == 0 || i >= last - 2 ? UINT32_MAX : 1000u + (uint32_t)i;
    }
    for (int i = 0; i < 1000; i++) {
        char name[32];
        snprintf(name, sizeof name, "/tmp/%d", i);
        close(open(name, O_CREAT | O_RDWR, 0600));
        made += setxattr(name, "system.posix_acl_access", &list, sizeof list, 0) == 0;
    }
    printf("%d lists\n", made);
}
