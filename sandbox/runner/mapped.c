#include "mapped.h"
#include "processes.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { LOOK_STEP_US = 16000, PAGE_BYTES = 4096 };

static pid_t first;
static uint64_t limit, most, beside, next_us;

void mapped_begin(pid_t main, uint64_t memory_limit)
{
    first = main;
    limit = memory_limit;
    most = beside = next_us = 0;
}

// Second and third of statm's figures: resident pages, and those of files and of shared memory among them.
static void look_at(pid_t pid)
{
    char path[32], text[128];
    snprintf(path, sizeof path, "%d/statm", (int)pid);
    int fd = openat(processes_fd(), path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    uint64_t resident, of_files;
    if (n <= 0) return;     // it has ended
    text[n] = 0;
    if (sscanf(text, "%*u %" SCNu64 " %" SCNu64, &resident, &of_files) != 2 || of_files > resident) return;
    if (of_files * PAGE_BYTES > most) most = of_files * PAGE_BYTES;
    if ((resident - of_files) * PAGE_BYTES > beside) beside = (resident - of_files) * PAGE_BYTES;
}

void mapped_look(uint64_t usage, uint64_t processes, uint64_t now_us)
{
    look_at(first);
    if (processes < 2 || usage < limit / 2 || now_us < next_us) return;
    processes_each(look_at);
    next_us = now_us + LOOK_STEP_US;
}

uint64_t mapped_most(void) { return most; }
uint64_t mapped_beside(void) { return beside; }
