// Tries to leave something in its own file, which stays in the container for its next run; tells which file that is, and what it could do.
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static int done;

static void tried(const char *what, int result)
{
    if (result < 0) return;
    printf("%s ", what);
    done++;
}

int main(int argc, char **argv)
{
    (void)argc;
    struct stat file;
    char note[16];
    if (stat(argv[0], &file) < 0) return 1;
    printf("%lu\n", (unsigned long)file.st_ino);
    tried("found a note", (int)getxattr(argv[0], "user.note", note, sizeof note));
    tried("opened it to write", open(argv[0], O_RDWR));
    tried("cut it", truncate(argv[0], 0));
    tried("left a note", setxattr(argv[0], "user.note", "secret", 6, 0));
    tried("set its times", utimensat(AT_FDCWD, argv[0], (struct timespec[2]){ { 1, 1 }, { 1, 1 } }, 0));
    tried("set its mode", chmod(argv[0], 0777));
    tried("renamed it", rename(argv[0], "other"));
    tried("linked it", link(argv[0], "twin"));
    tried("removed it", unlink(argv[0]));
    // What is left of a lock dies with it.
    if (flock(open(argv[0], O_RDONLY), LOCK_EX | LOCK_NB) < 0) printf("found a lock ");
    if (!done) printf("nothing");
    printf("\n");
    return 0;
}
