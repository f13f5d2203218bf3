#include "input.h"
#include "conn.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 8u
#endif

enum { READ_BY_ALL = 0444, PAGE_BYTES = 4096 };

static uint32_t run;
static int fd = -1;
static uint64_t length;
static bool ended;

// One that can never be made executable may be the only kind allowed (vm.memfd_noexec); kernels before 6.3 do not know it.
static int make(void)
{
    int made = memfd_create("stdin", MFD_CLOEXEC | MFD_NOEXEC_SEAL);
    return made < 0 && errno == EINVAL ? memfd_create("stdin", MFD_CLOEXEC) : made;
}

void input_renew(void)
{
    input_drop();
    fd = make();
    // It stays root's, so that no run can give itself the right to write.
    if (fd < 0 || fchmod(fd, READ_BY_ALL) < 0) fault(run, errno, "make stdin");
}

int input_open(void)
{
    // A duplicate would share our right to write, and a place in the file with whoever had it before.
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int end = open(path, O_RDONLY | O_CLOEXEC);
    if (end < 0) fault(run, errno, "open stdin");
    return end;
}

void input_begin(uint32_t run_number)
{
    run = run_number;
    ended = false;
}

void input_take(const uint8_t *bytes, size_t count)
{
    if (count > DATA_MAX_BYTES || ended || length + count > STDIN_MAX_BYTES) fault(run, EPROTO, "STDIN past its maximum or end");
    while (count) {
        ssize_t n = write(fd, bytes, count);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fault(run, errno, "write stdin");
        bytes += n;
        count -= (size_t)n;
        length += (uint64_t)n;
    }
}

void input_end(void)
{
    if (ended) fault(run, EPROTO, "STDIN_END twice");
    ended = true;
}

bool input_complete(void) { return ended; }
uint64_t input_bytes(void) { return (length + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES; }

void input_drop(void)
{
    if (fd >= 0) close(fd);
    fd = -1;
    length = 0;
}
