#include "wipe.h"
#include "conn.h"
#include "kept.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BOX, PLACES = 3, DENTS_BYTES = 32768, SETTLE_TRIES = 50, SETTLE_STEP_NS = 1000000, PASSES_MAX = 100000 };

static const char *const names[PLACES] = { "/box", "/tmp", "/dev/shm" };
static struct { int fd; bool proven; uint64_t free_inodes; } places[PLACES];
static char dents[DENTS_BYTES] __attribute__((aligned(16))), inner[DENTS_BYTES] __attribute__((aligned(16)));
static unsigned moved;

void become(uint32_t uid)
{
    syscall(SYS_setfsgid, uid);
    syscall(SYS_setfsuid, uid);
    if ((uint32_t)syscall(SYS_setfsuid, -1) != uid) fault(0, EPERM, "setfsuid");
}

static bool free_inodes(int fd, uint64_t *count)
{
    struct statfs s;
    if (fstatfs(fd, &s) < 0) return false;
    *count = s.f_ffree;
    return s.f_type == TMPFS_MAGIC;
}

void wipe_open(void)
{
    for (int i = 0; i < PLACES; i++) {
        places[i].fd = open(names[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        places[i].proven = places[i].fd >= 0 && free_inodes(places[i].fd, &places[i].free_inodes);
    }
    if (places[BOX].fd < 0) fault(0, errno, "open /box");
}

int wipe_box_fd(void) { return places[BOX].fd; }

static bool dot(const char *name) { return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)); }

// Removes what can be removed at once; a folder with something in it is moved up into `top` if `top` is another folder.
// A tree may be thousands of folders deep: descending by file descriptor or recursion would run out of them.
static bool remove_or_lift(int dir, int top, const char *name)
{
    if (unlinkat(dir, name, 0) == 0) return true;
    if (unlinkat(dir, name, AT_REMOVEDIR) == 0) return true;
    if (dir == top) return false;
    // Moving a folder changes its "..", which takes the right to write in it.
    if (fchmodat(dir, name, 0700, 0) < 0) return false;
    char to[32];
    for (int tries = 0; tries < 1000; tries++) {
        snprintf(to, sizeof to, ".wipe-%u", moved++);
        if (syscall(SYS_renameat2, dir, name, top, to, RENAME_NOREPLACE) == 0) return true;
        if (errno != EEXIST) return false;
    }
    return false;
}

static void empty_folder(int top, const char *name)
{
    if (fchmodat(top, name, 0700, 0) < 0) return;
    int dir = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (dir < 0) return;
    for (bool progress = true; progress; ) {
        progress = false;
        long n;
        if (lseek(dir, 0, SEEK_SET) < 0) break;
        while ((n = syscall(SYS_getdents64, dir, inner, sizeof inner)) > 0)
            for (long at = 0; at < n; ) {
                struct dirent64 *d = (struct dirent64 *)(inner + at);
                at += d->d_reclen;
                if (!dot(d->d_name) && remove_or_lift(dir, top, d->d_name)) progress = true;
            }
    }
    close(dir);
}

static void empty_place(int top)
{
    bool progress = true;
    for (int pass = 0; progress && pass < PASSES_MAX; pass++) {
        progress = false;
        long n;
        if (lseek(top, 0, SEEK_SET) < 0) return;
        while ((n = syscall(SYS_getdents64, top, dents, sizeof dents)) > 0)
            for (long at = 0; at < n; ) {
                struct dirent64 *d = (struct dirent64 *)(dents + at);
                at += d->d_reclen;
                if (dot(d->d_name)) continue;
                if (d->d_type == DT_DIR) empty_folder(top, d->d_name);
                if (remove_or_lift(top, top, d->d_name)) progress = true;
            }
    }
}

static bool at_base(int i)
{
    uint64_t now;
    uint64_t kept = i == BOX && kept_there();
    return !places[i].proven || (free_inodes(places[i].fd, &now) && now + kept >= places[i].free_inodes);
}

bool wipe_all(uint32_t uid)
{
    bool clean = true;
    for (int i = 0; i < PLACES; i++) {
        if (places[i].fd < 0 || (places[i].proven && at_base(i))) continue;
        become(uid);
        empty_place(places[i].fd);
        become(0);
        // Descriptors that travelled in unix sockets are closed by a kernel worker, a moment after their processes died.
        for (int tries = 0; !at_base(i) && tries < SETTLE_TRIES; tries++)
            nanosleep(&(struct timespec){ .tv_nsec = SETTLE_STEP_NS }, NULL);
        if (!at_base(i)) clean = false;
    }
    return clean;
}
