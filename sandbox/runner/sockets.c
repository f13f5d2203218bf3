#include "sockets.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SETTLE_TRIES = 50, SETTLE_STEP_NS = 1000000 };

static int fd = -1;
static unsigned long base_used, base_waiting;

// "sockets: used" counts every socket of the network namespace, unix ones too, but not those in TIME_WAIT.
static bool read_counts(unsigned long *used, unsigned long *waiting)
{
    char text[1024];
    ssize_t n = fd < 0 ? -1 : pread(fd, text, sizeof text - 1, 0);
    if (n <= 0) return false;
    text[n] = 0;
    const char *u = strstr(text, "sockets: used "), *t = strstr(text, " tw ");
    if (!u || !t) return false;
    *used = strtoul(u + 14, NULL, 10);
    *waiting = strtoul(t + 4, NULL, 10);
    return true;
}

bool sockets_open(void)
{
    fd = open("/proc/self/net/sockstat", O_RDONLY | O_CLOEXEC);
    return read_counts(&base_used, &base_waiting);
}

bool sockets_clean(void)
{
    // The kernel frees a dead process's sockets a moment after it; TIME_WAIT lasts a minute, which is not worth waiting for.
    for (int i = 0; i < SETTLE_TRIES; i++) {
        unsigned long used, waiting;
        if (!read_counts(&used, &waiting) || waiting > base_waiting) return false;
        if (used <= base_used) return true;
        nanosleep(&(struct timespec){ .tv_nsec = SETTLE_STEP_NS }, NULL);
    }
    return false;
}
