#include "spare.h"
#include "conn.h"
#include "hold.h"
#include "input.h"
#include "meter.h"
#include "reap.h"
#include "wipe.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct started spare;
static uint32_t uid;
static bool possible;

void spare_open(void) { possible = access(HOLD_LIBRARY, R_OK) == 0; }
bool spare_possible(void) { return possible; }
pid_t spare_pid(void) { return spare.pid; }

int spare_start(struct request *q)
{
    uid = q->uid;
    input_renew();
    meter_begin_memory(0);
    child_start(q, true, &spare);
    int error = spare.exec_errno;
    if (error) spare_end();
    return error;
}

void spare_end(void)
{
    if (!spare.pid) return;
    close(spare.out);
    close(spare.err);
    close(spare.hold);
    close(spare.pidfd);
    spare.pid = 0;
    if (!kill_and_reap(uid)) fault(0, EBUSY, "end a spare");
}

// The library tells by the pipe's size that it holds: the one thing of a pipe that its two ends can both set and see.
static bool held(void) { return fcntl(spare.hold, F_GETPIPE_SZ) == HOLD_PIPE_BYTES; }

void spare_keep_only_for(const struct request *q)
{
    if (!spare.pid || ((q->flags & FLAG_SPARE) && q->uid == uid && (!(q->flags & FLAG_HELD) || held()))) return;
    spare_end();
    if (!wipe_all(uid)) fault(0, EBUSY, "wipe after a spare");
}

static bool alive(void)
{
    siginfo_t info = { 0 };
    return waitid(P_PID, (id_t)spare.pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

bool spare_take(struct started *s, uint64_t *spent_us)
{
    if (!spare.pid) return false;
    clockid_t clock;
    struct timespec spent;
    if (!alive() || clock_getcpuclockid(spare.pid, &clock) != 0 || clock_gettime(clock, &spent) < 0) {
        spare_end();
        return false;
    }
    *spent_us = (uint64_t)spent.tv_sec * 1000000 + (uint64_t)spent.tv_nsec / 1000;
    *s = spare;
    spare.pid = 0;
    return true;
}
