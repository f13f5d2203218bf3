#include "kept.h"
#include "conn.h"
#include "wipe.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char name[NAME_MAX + 1];
static struct stat made;
static bool there;

bool kept_there(void) { return there; }

uint64_t kept_bytes(void) { return there ? (uint64_t)made.st_size : 0; }

void kept_begin(const char *file)
{
    snprintf(name, sizeof name, "%s", file);
    there = true;
}

void kept_done(int fd)
{
    if (fstat(fd, &made) < 0) fault(0, errno, "look at the program");
}

void kept_drop(void)
{
    if (there && unlinkat(wipe_box_fd(), name, 0) < 0 && errno != ENOENT) fault(0, errno, "remove the program");
    there = false;
}

bool kept_as_new(void)
{
    if (!there) return false;
    // A read leaves its time, by which a program could tell that it ran here before.
    if (utimensat(wipe_box_fd(), name, NULL, AT_SYMLINK_NOFOLLOW) < 0) return false;
    return fstatat(wipe_box_fd(), name, &made, AT_SYMLINK_NOFOLLOW) == 0;
}

bool kept_stays(void)
{
    struct stat now;
    // Whatever is done to a file but reading it sets its change time, which nobody can set back.
    bool same = there && fstatat(wipe_box_fd(), name, &now, AT_SYMLINK_NOFOLLOW) == 0 && now.st_ino == made.st_ino && now.st_uid == 0
        && now.st_mode == made.st_mode && now.st_nlink == 1 && now.st_size == made.st_size
        && now.st_ctim.tv_sec == made.st_ctim.tv_sec && now.st_ctim.tv_nsec == made.st_ctim.tv_nsec;
    if (!same) kept_drop();
    return same;
}
