#include "session.h"
#include "conn.h"
#include "files.h"
#include "input.h"
#include "kept.h"
#include "meter.h"
#include "reap.h"
#include "request.h"
#include "run.h"
#include "spare.h"
#include <errno.h>
#include <poll.h>

enum { INPUT_AWAITED = 1, RUNNING = 2, IDLE = 0 };

static struct request request;
static int state = IDLE;
static bool cancelled;
static uint64_t received_us;

bool session_cancelled(void) { return cancelled; }

// Whether it is about the run that is under way: one that comes late, for a run that has ended, is no fault.
static bool is_of_run(const struct frame *f, struct reader *r)
{
    uint32_t run = read_u32(r);
    if (r->bad || (f->type != T_STDIN && r->left)) fault(0, EPROTO, "STDIN, STDIN_END or CANCEL");
    return state != IDLE && run == request.run;
}

static void stdin_frame(const struct frame *f)
{
    struct reader r = { f->payload, f->length, false };
    if (!is_of_run(f, &r)) return;
    if (!files_complete()) fault(request.run, EPROTO, "STDIN before the files");
    if (f->type == T_STDIN) input_take(r.at, r.left);
    else input_end();
}

static void cancel_frame(const struct frame *f)
{
    struct reader r = { f->payload, f->length, false };
    if (!is_of_run(f, &r)) return;
    if (state == RUNNING) { cancelled = true; return; }
    files_abandon();
    state = IDLE;
    run_not_started(&request);
}

static void run_frame(const struct frame *f)
{
    if (state != IDLE) fault(request.run, EPROTO, "RUN during a run");
    if (!request_parse(f, &request)) fault(0, EPROTO, "RUN");
    received_us = meter_now_us();
    cancelled = false;
    spare_keep_only_for(&request);
    if (!(request.flags & FLAG_KEPT)) kept_drop();
    else if (!kept_as_new()) fault(request.run, ENOENT, "use the program again");
    files_begin(request.run, request.uid, request.file_count, request.flags & FLAG_KEEP);
    if (!spare_pid()) input_renew();
    input_begin(request.run);
    state = INPUT_AWAITED;
}

static void spare_frame(const struct frame *f)
{
    if (state != IDLE) fault(0, EPROTO, "SPARE during a run");
    if (!request_parse_spare(f, &request)) fault(0, EPROTO, "SPARE");
    spare_keep_only_for(&request);
    kept_drop();
    int error = spare_possible() ? spare_start(&request) : ENOENT;
    uint8_t payload[4];
    struct writer w = { payload, sizeof payload, false };
    write_u32(&w, (uint32_t)error);
    conn_send(T_SPARE_READY, payload, sizeof payload, NULL, 0);
}

// False: the worker must read before it can be answered.
static bool handle(const struct frame *f)
{
    switch (f->type) {
    case T_RUN: run_frame(f); return true;
    case T_FILE: case T_FILE_DATA:
        if (state != INPUT_AWAITED) fault(0, EPROTO, "FILE out of order");
        files_frame(f);
        return true;
    case T_STDIN: case T_STDIN_END: stdin_frame(f); return true;
    case T_CANCEL: cancel_frame(f); return true;
    case T_PING:
        if (f->length > DATA_MAX_BYTES) fault(0, EPROTO, "PING");
        if (conn_room() < f->length) return false;
        conn_send(T_PONG, f->payload, f->length, NULL, 0);
        return true;
    case T_SPARE: spare_frame(f); return true;
    default: fault(0, EPROTO, "type of frame");
    }
}

static enum cut take_one(void)
{
    struct frame f;
    enum cut cut = conn_peek(&f);
    if (cut == CUT_BAD) fault(0, EPROTO, "length of frame");
    if (cut == CUT_MORE) return cut;
    if (!handle(&f)) return CUT_MORE;
    conn_drop(&f);
    return CUT_FRAME;
}

void session_pump(void)
{
    conn_fill();
    while (take_one() == CUT_FRAME) continue;
}

void session_loop(void)
{
    state = IDLE;
    for (;;) {
        while (take_one() == CUT_FRAME) {
            if (state != INPUT_AWAITED || !files_complete() || !input_complete()) continue;
            state = RUNNING;
            received_us = request.file_count || input_bytes() ? meter_now_us() : received_us;
            run_execute(&request, received_us);
            state = IDLE;
        }
        conn_push();
        struct pollfd p[2] = { { .fd = conn_in_fd(), .events = POLLIN },
                               { .fd = conn_wants_write() ? conn_out_fd() : -1, .events = POLLOUT } };
        if (poll(p, 2, -1) < 0 && errno != EINTR) fault(0, errno, "poll");
        if (p[0].revents) conn_fill();
        reap_orphans(spare_pid());
    }
}
