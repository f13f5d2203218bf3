// Preloaded into an interpreter that is started ahead of its run: it starts as it always does, until it first touches its program,
// and is held there until the program exists. So it is the plain start in everything but when it happens, and no language
// needs a launcher. docs/sandbox-protocol.md, "Spares", says what a program can see of it.
//
// The runner names the program's file in HOLD_NAME and gives the read end of a pipe as HOLD_FD: its end of file says go.
#include "hold.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *volatile held;       // NULL: go

// The program and its children see an environment without a trace of us, in /proc/self/environ too.
static const char *take(const char *name)
{
    char *value = getenv(name);
    if (!value) return NULL;
    char *copy = strdup(value), *entry = value - strlen(name) - 1;
    memset(entry, 0, strlen(entry));
    return copy;
}

__attribute__((constructor)) static void prepare(void)
{
    // Whoever preloads this by himself is not held, and keeps the environment that he gave.
    if (!getenv(HOLD_NAME) || fcntl(HOLD_FD, F_GETFD) < 0) return;
    held = take(HOLD_NAME);
    take("LD_PRELOAD");
    // Their entries are blank by now, so that unsetenv would not find them.
    char **to = environ;
    for (char **from = environ; *from; from++) if (**from) *to++ = *from;
    *to = NULL;
}

static void hold_at(const char *path)
{
    const char *name = held;
    if (!name || !path) return;
    size_t length = strlen(path), tail = strlen(name);
    if (length < tail || strcmp(path + length - tail, name) != 0 || (length > tail && path[length - tail - 1] != '/')) return;
    int kept = errno;
    char go;
    ssize_t n;
    while ((n = read(HOLD_FD, &go, 1)) < 0 && errno == EINTR) continue;
    held = NULL;
    close(HOLD_FD);
    errno = kept;
}

#define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRAP(result, name, parameters, arguments) \
    __attribute__((visibility("default"))) result name parameters { NEXT(name); hold_at(path); return next arguments; }

#define WRAP_OPEN(name, parameters, arguments) \
    __attribute__((visibility("default"))) int name parameters \
    { NEXT(name); va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
      hold_at(path); return next arguments; }

WRAP_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(openat, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))
WRAP_OPEN(openat64, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode))
WRAP(FILE *, fopen64, (const char *path, const char *mode), (path, mode))
WRAP(int, stat, (const char *path, struct stat *s), (path, s))
WRAP(int, stat64, (const char *path, struct stat64 *s), (path, s))
WRAP(int, lstat, (const char *path, struct stat *s), (path, s))
WRAP(int, lstat64, (const char *path, struct stat64 *s), (path, s))
WRAP(int, fstatat, (int dir, const char *path, struct stat *s, int flags), (dir, path, s, flags))
WRAP(int, fstatat64, (int dir, const char *path, struct stat64 *s, int flags), (dir, path, s, flags))
WRAP(int, statx, (int dir, const char *path, int flags, unsigned mask, struct statx *s), (dir, path, flags, mask, s))
WRAP(int, access, (const char *path, int mode), (path, mode))
WRAP(ssize_t, readlink, (const char *path, char *to, size_t size), (path, to, size))
WRAP(char *, realpath, (const char *path, char *to), (path, to))

// libuv, which Node stands on, asks for statx by number.
__attribute__((visibility("default"))) long syscall(long number, ...)
{
    NEXT(syscall);
    va_list more;
    long a[6];
    va_start(more, number);
    for (int i = 0; i < 6; i++) a[i] = va_arg(more, long);
    va_end(more);
    if (number == SYS_statx) hold_at((const char *)a[1]);
    return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
