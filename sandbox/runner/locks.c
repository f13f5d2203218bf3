#include "locks.h"
#include "meter.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// A lock is some 200 bytes of the kernel's. Reading the list costs more the longer it is, so that it is not read beyond so many: they end the run.
// Who reads it first after a while waits some milliseconds, until every processor of the host has noted that nobody may change it. A short run is
// spared that: in one step a core makes some 30,000 locks, which end with it.
enum { LOOK_STEP_US = 32000, REST_PER_LOOK = 16, LOCK_BYTES = 256, LOCKS_MOST = 8192 };

static int fd = -1;
static uint64_t next_us, count;
static char text[65536];

void locks_open(const char *list) { fd = open(list, O_RDONLY | O_CLOEXEC); }
uint64_t locks_bytes(void) { return count * LOCK_BYTES; }
bool locks_too_many(void) { return count > LOCKS_MOST; }

// Those of no process (-1) are the host's own: a program's are refused (seccomp.c).
static uint64_t counted(const char *line, const char *end)
{
    static const char nobody[] = " -1 ";
    return !memmem(line, (size_t)(end - line), nobody, sizeof nobody - 1);
}

static void count_all(void)
{
    size_t kept = 0, lines = 0;
    count = 0;
    if (lseek(fd, 0, SEEK_SET) < 0) return;
    while (lines <= 2 * LOCKS_MOST && count <= LOCKS_MOST) {
        ssize_t n = read(fd, text + kept, sizeof text - kept);
        if (n <= 0) return;
        char *line = text, *end = text + kept + n, *newline;
        for (; (newline = memchr(line, '\n', (size_t)(end - line))); line = newline + 1, lines++) count += counted(line, newline);
        kept = (size_t)(end - line);
        memmove(text, line, kept);
    }
}

void locks_begin(uint64_t now_us)
{
    count = 0;
    next_us = now_us + LOOK_STEP_US;
}

void locks_look(uint64_t now_us)
{
    if (fd < 0 || now_us < next_us || locks_too_many()) return;
    count_all();
    uint64_t took = meter_now_us() - now_us;
    next_us = now_us + (took * REST_PER_LOOK > LOOK_STEP_US ? took * REST_PER_LOOK : LOOK_STEP_US);
}
