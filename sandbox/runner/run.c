#include "run.h"
#include "child.h"
#include "collect.h"
#include "conn.h"
#include "files.h"
#include "input.h"
#include "kept.h"
#include "locks.h"
#include "mapped.h"
#include "meter.h"
#include "output.h"
#include "pace.h"
#include "queues.h"
#include "reap.h"
#include "session.h"
#include "sockets.h"
#include "spare.h"
#include "wipe.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CPU_STEP_MIN_US = 2000, FOREVER_US = 3600000000u };
// Docker's period of a quota: --cpus gives each so much of it.
enum { QUOTA_PERIOD_US = 100000 };

static uint64_t processors = 1;

struct result {
    uint32_t ending, code, struck, dirty, flags, prepare_us, start_us, clean_us;
    uint64_t wall_us, cpu_us, cpu_main_us, peak, stdout_bytes, stderr_bytes;
};

static void send_result(const struct request *q, const struct result *r)
{
    uint8_t payload[128];
    struct writer w = { payload, sizeof payload, false };
    write_u32(&w, q->run);
    write_u32(&w, r->ending);
    write_u32(&w, r->code);
    write_u32(&w, r->struck);
    write_u32(&w, r->dirty);
    write_u32(&w, r->flags);
    write_u64(&w, r->wall_us);
    write_u64(&w, r->cpu_us);
    write_u64(&w, r->cpu_main_us);
    write_u64(&w, r->peak);
    write_u64(&w, r->stdout_bytes);
    write_u64(&w, r->stderr_bytes);
    write_u32(&w, r->prepare_us);
    write_u32(&w, r->start_us);
    write_u32(&w, r->clean_us);
    conn_send(T_RESULT, payload, (size_t)(w.at - payload), NULL, 0);
    conn_push();
}

void run_open(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (online > 0) processors = (uint64_t)online;
}

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

// When the CPU limit can be reached at the earliest. A quota of one core is no pace of one core: every processor of the host may
// spend it at once, and the next period's directly after it.
static uint64_t cpu_step(const struct request *q, uint64_t used)
{
    uint64_t left = least(q->cpu_limit_us - used, FOREVER_US);
    uint64_t burst = left / processors, steady = left * 1000 / q->cores_milli;
    uint64_t step = steady > burst + 2 * QUOTA_PERIOD_US ? steady - 2 * QUOTA_PERIOD_US : burst;
    return step < CPU_STEP_MIN_US ? CPU_STEP_MIN_US : step;
}

// When CPU time and memory are looked at next, and what the last look at memory saw.
struct plan { uint64_t next_cpu, next_memory, step; struct look seen; };

static void look_at_memory(const struct request *q, uint64_t now, struct plan *plan)
{
    struct look before = plan->seen;
    locks_look(now);
    meter_sample();
    plan->seen = (struct look){ meter_usage(), meter_processes() };
    plan->step = pace_step(plan->step, before, plan->seen, q->memory_limit);
    plan->next_memory = now + plan->step;
}

// Of what all programs of the host share.
static bool holds_too_much(void) { return locks_too_many() || queues_too_large(); }

static uint32_t check(const struct request *q, uint64_t now, uint64_t started, struct plan *plan)
{
    uint32_t struck = output_struck();
    if (session_cancelled()) struck |= STRUCK_CANCELLED;
    if (now - started >= q->wall_limit_us) struck |= STRUCK_WALL;
    if (now >= plan->next_cpu) {
        uint64_t used = meter_cpu_us();
        if (used >= q->cpu_limit_us) struck |= STRUCK_CPU;
        else plan->next_cpu = now + cpu_step(q, used);
    }
    if (now >= plan->next_memory) {
        look_at_memory(q, now, plan);
        if (meter_peak() > q->memory_limit || holds_too_much()) struck |= STRUCK_MEMORY;
    }
    return struck;
}

enum { P_DEATH, P_OUT, P_ERR, P_CONN, P_WRITE, P_COUNT };

static void wait_and_move(int pidfd, uint64_t timeout_us, bool *dead)
{
    struct pollfd p[P_COUNT] = {
        [P_DEATH] = { .fd = pidfd, .events = POLLIN },
        [P_OUT] = { .fd = output_fd(0), .events = POLLIN },
        [P_ERR] = { .fd = output_fd(1), .events = POLLIN },
        [P_CONN] = { .fd = conn_in_fd(), .events = POLLIN },
        [P_WRITE] = { .fd = conn_wants_write() ? conn_out_fd() : -1, .events = POLLOUT },
    };
    struct timespec t = { .tv_sec = (time_t)(timeout_us / 1000000), .tv_nsec = (long)(timeout_us % 1000000) * 1000 };
    if (ppoll(p, P_COUNT, &t, NULL) < 0) {
        if (errno == EINTR) return;
        fault(0, errno, "ppoll");
    }
    if (p[P_OUT].revents) output_read(0);
    if (p[P_ERR].revents) output_read(1);
    if (p[P_CONN].revents) session_pump();
    if (conn_wants_write()) conn_push();
    *dead = p[P_DEATH].revents != 0;
}

static uint32_t watch(const struct request *q, int pidfd, pid_t pid, uint64_t started, bool *dead)
{
    struct plan plan = { .next_cpu = started + cpu_step(q, 0), .next_memory = started + PACE_MIN_US, .step = PACE_MIN_US };
    uint64_t deadline = q->wall_limit_us < UINT64_MAX - started ? started + q->wall_limit_us : UINT64_MAX;
    session_pump();
    for (;;) {
        uint64_t now = meter_now_us();
        uint64_t next = least(least(plan.next_cpu, plan.next_memory), deadline);
        wait_and_move(pidfd, next > now ? next - now : 0, dead);
        uint32_t struck = check(q, meter_now_us(), started, &plan);
        if (*dead || struck) return struck;
        reap_orphans(pid);
    }
}

static uint64_t micros(struct timeval t) { return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_usec; }

static void finish(struct request *q, struct started *s, struct result *r, uint64_t started, uint64_t spent_us)
{
    struct rusage usage = { 0 };
    int status = 0;
    bool dead = s->exec_errno != 0;
    mapped_begin(s->pid, q->memory_limit);
    if (!dead) r->struck = watch(q, s->pidfd, s->pid, started, &dead);
    meter_sample();
    if (!dead) kill_all(q->uid);
    while (wait4(s->pid, &status, __WALL, &usage) < 0) if (errno != EINTR) fault(q->run, errno, "wait4");
    uint64_t died = meter_now_us();
    r->wall_us = died - started;
    close(s->pidfd);
    if (s->exec_errno) { r->ending = ENDING_NOT_EXECUTED; r->code = (uint32_t)s->exec_errno; }
    else if (WIFSIGNALED(status)) { r->ending = ENDING_SIGNALLED; r->code = (uint32_t)WTERMSIG(status); }
    else { r->ending = ENDING_EXITED; r->code = (uint32_t)WEXITSTATUS(status); }
    if (!kill_and_reap(q->uid)) r->dirty |= DIRTY_PROCESSES;
    meter_end();
    r->cpu_main_us = micros(usage.ru_utime) + micros(usage.ru_stime);
    r->cpu_main_us = r->cpu_main_us > spent_us ? r->cpu_main_us - spent_us : 0;
    r->cpu_us = meter_cpu_us();
    if (r->cpu_us < r->cpu_main_us) r->cpu_us = r->cpu_main_us;
    if (r->cpu_us >= q->cpu_limit_us) r->struck |= STRUCK_CPU;
    r->peak = meter_peak_with((uint64_t)usage.ru_maxrss * 1024, q->memory_limit);
    if (holds_too_much() && r->peak < q->memory_limit) r->peak = q->memory_limit;
    if (r->peak > q->memory_limit) r->struck |= STRUCK_MEMORY;
    if (meter_oom_killed()) { r->struck |= STRUCK_OOM; r->dirty |= DIRTY_OOM; }
    if (meter_processes_ran_out(q->max_processes)) r->struck |= STRUCK_PROCESSES;
    output_finish();
    r->struck |= output_struck();
    input_drop();
    r->stdout_bytes = output_bytes(0);
    r->stderr_bytes = output_bytes(1);
    if (q->collect_count && !collect_send(q)) r->struck |= STRUCK_COLLECT;
    if (kept_stays()) r->flags |= RESULT_KEPT;
    if (!wipe_all(q->uid)) r->dirty |= DIRTY_FILES;
    if (!sockets_clean()) r->dirty |= DIRTY_SOCKETS;
    if (!meter_left_little(kept_bytes())) r->dirty |= DIRTY_MEMORY;
    if (meter_unreadable()) r->dirty |= DIRTY_ACCOUNTING;
    r->clean_us = (uint32_t)(meter_now_us() - died);
}

void run_execute(struct request *q, uint64_t received_us)
{
    struct result r = { 0 };
    struct started s;
    uint64_t spent_us = 0, started;
    locks_begin(received_us);
    bool spare = (q->flags & FLAG_SPARE) && spare_take(&s, &spent_us);
    if (spare) {
        // The memory it has used so far is its run's; the CPU time of its start is not.
        meter_begin_cpu();
        meter_add_to_base(files_bytes() + input_bytes());
        started = meter_now_us();
        child_release(q, &s, spent_us);
        r.flags = RESULT_SPARE_USED;
    } else {
        meter_begin_memory(files_bytes() + kept_bytes() + input_bytes());
        meter_begin_cpu();
        started = meter_now_us();
        child_start(q, false, &s);
    }
    r.prepare_us = (uint32_t)(started - received_us);
    r.start_us = (uint32_t)(meter_now_us() - started);
    output_begin(q->run, q->flags, s.out, s.err, q->stdout_limit, q->stderr_limit);
    finish(q, &s, &r, started, spent_us);
    send_result(q, &r);
}

void run_not_started(struct request *q)
{
    struct result r = { .ending = ENDING_SIGNALLED, .code = SIGKILL, .struck = STRUCK_CANCELLED };
    spare_end();
    kept_drop();
    input_drop();
    if (!wipe_all(q->uid)) r.dirty |= DIRTY_FILES;
    send_result(q, &r);
}
