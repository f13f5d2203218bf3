// Preloaded into an interpreter that is started ahead of its run: it starts as it always does, until it first touches its program,
// and is held there until the program exists. So it is the plain start in everything but when it happens, and no language
// needs a launcher. docs/sandbox-protocol.md, "Spares", says what a program can see of it.
//
// The runner names the program's file in HOLD_NAME and gives the read end of a pipe as HOLD_FD: its end of file says go.
//
// Ruby and R open their program first of all, and read it when they are up. With HOLD_READ before its name the opening is let through, to a
// stand-in, and the first read from that is what is held; from then on it is the program.
//
// Bash and Perl count from the moment when they came up ($SECONDS, $^T), for which they ask shortly before they open their program. With HOLD_CLOCK
// before its name they are held there.
#include "hold.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *volatile held;       // NULL: go
static bool until_read, until_clock;
static volatile int stand_in = -1;      // descriptor that becomes the program's at its first read
static const char *program;             // what was opened there
static int program_flags;

// The program and its children see an environment without a trace of us, in /proc/self/environ too.
static const char *take(const char *name)
{
    char *value = getenv(name);
    if (!value) return NULL;
    char *copy = strdup(value), *entry = value - strlen(name) - 1;
    memset(entry, 0, strlen(entry));
    return copy;
}

static bool has_prefix(const char *prefix)
{
    if (strncmp(held, prefix, strlen(prefix)) != 0) return false;
    held += strlen(prefix);
    return true;
}

__attribute__((constructor)) static void prepare(void)
{
    // Whoever preloads this by himself is not held, and keeps the environment that he gave.
    if (!getenv(HOLD_NAME) || fcntl(HOLD_FD, F_GETFD) < 0) return;
    held = take(HOLD_NAME);
    until_read = has_prefix(HOLD_READ);
    until_clock = has_prefix(HOLD_CLOCK);
    take("LD_PRELOAD");
    // Their entries are blank by now, so that unsetenv would not find them.
    char **to = environ;
    for (char **from = environ; *from; from++) if (**from) *to++ = *from;
    *to = NULL;
}

static bool is_held(const char *path)
{
    const char *name = held;
    if (!name || !path) return false;
    size_t length = strlen(path), tail = strlen(name);
    return length >= tail && strcmp(path + length - tail, name) == 0 && (length == tail || path[length - tail - 1] == '/');
}

static void wait_for_go(void)
{
    int kept = errno;
    char go;
    ssize_t n;
    fcntl(HOLD_FD, F_SETPIPE_SZ, HOLD_PIPE_BYTES);
    while ((n = read(HOLD_FD, &go, 1)) < 0 && errno == EINTR) continue;
    held = NULL;
    close(HOLD_FD);
    errno = kept;
}

static bool is_told_to_go(void)
{
    return poll(&(struct pollfd){ .fd = HOLD_FD }, 1, 0) > 0;
}

static void hold_at(const char *path)
{
    if (is_held(path) || (held && path && strcmp(path, HOLD_PATH) == 0 && is_told_to_go())) wait_for_go();
}

#define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRAP(result, name, parameters, arguments) \
    __attribute__((visibility("default"))) result name parameters { NEXT(name); hold_at(path); return next arguments; }

// The descriptor of a file in the program's place: a regular one, since that is what an interpreter asks for.
static int open_stand_in(const char *path, int flags)
{
    NEXT(open);
    if (!until_read || stand_in >= 0 || (flags & O_ACCMODE) != O_RDONLY || !is_held(path) || !(program = strdup(path))) return -1;
    program_flags = flags;
    return stand_in = next(HOLD_LIBRARY, O_RDONLY | (flags & O_CLOEXEC));
}

static void become_program(void)
{
    NEXT(open);
    wait_for_go();
    int fd = next(program, program_flags);
    if (fd < 0) fd = next("/dev/null", program_flags);
    if (fd >= 0) {
        dup3(fd, stand_in, program_flags & O_CLOEXEC);
        close(fd);
    }
    stand_in = -1;
}

__attribute__((visibility("default"))) ssize_t read(int fd, void *to, size_t size)
{
    NEXT(read);
    if (fd == stand_in && fd >= 0) become_program();
    return next(fd, to, size);
}

#define WRAP_OPEN(name, parameters, arguments) \
    __attribute__((visibility("default"))) int name parameters \
    { NEXT(name); va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
      int fd = open_stand_in(path, flags); if (fd >= 0) return fd; \
      hold_at(path); return next arguments; }

// A stream reads within the C library, past any wrapper: this one comes to us.
static ssize_t read_cookie(void *cookie, char *to, size_t size)
{
    int *fd = cookie;
    return read(*fd, to, size);
}

static int close_cookie(void *cookie)
{
    int *fd = cookie;
    if (*fd == stand_in) stand_in = -1;
    return close(*fd);
}

static FILE *open_stream(const char *path, const char *mode)
{
    static int cookie;
    int fd = mode[0] == 'r' && !strchr(mode, '+') ? open_stand_in(path, strchr(mode, 'e') ? O_CLOEXEC : 0) : -1;
    if (fd < 0) return NULL;
    cookie = fd;
    return fopencookie(&cookie, mode, (cookie_io_functions_t){ .read = read_cookie, .close = close_cookie });
}

#define WRAP_FOPEN(name) \
    __attribute__((visibility("default"))) FILE *name(const char *path, const char *mode) \
    { NEXT(name); FILE *stream = held ? open_stream(path, mode) : NULL; if (stream) return stream; hold_at(path); return next(path, mode); }

WRAP_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(openat, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))
WRAP_OPEN(openat64, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))
WRAP_FOPEN(fopen)
WRAP_FOPEN(fopen64)
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

#define WRAP_CLOCK(result, name, parameters, arguments) \
    __attribute__((visibility("default"))) result name parameters { NEXT(name); if (held && until_clock) wait_for_go(); return next arguments; }

WRAP_CLOCK(time_t, time, (time_t *to), (to))
WRAP_CLOCK(int, gettimeofday, (struct timeval *restrict to, void *restrict zone), (to, zone))

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
