// Searches the image of the compiled languages for programs that run as somebody else.
// request: {"time_limit_sec": 10}
// expect: {"status": "OK", "stdout": "none\n"}
#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int found;

static int look(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)where;
    if (strcmp(path, "/proc") == 0 || strcmp(path, "/sys") == 0) return FTW_SKIP_SUBTREE;
    if (kind == FTW_F && (status->st_mode & (S_ISUID | S_ISGID))) found += puts(path) >= 0;
    return FTW_CONTINUE;
}

int main(void)
{
    nftw("/", look, 16, FTW_PHYS | FTW_ACTIONRETVAL);
    if (!found) puts("none");
}
