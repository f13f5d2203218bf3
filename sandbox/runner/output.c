#include "output.h"
#include "conn.h"
#include "request.h"
#include "run.h"
#include <errno.h>
#include <unistd.h>

enum { STREAMS = 2, HEAD_BYTES = 5 };

static struct stream {
    int fd;
    uint64_t limit, written;
    size_t gathered;
    uint8_t buffer[DATA_MAX_BYTES];
} streams[STREAMS];
static uint32_t run, flags, struck;

void output_begin(uint32_t run_number, uint32_t run_flags, int stdout_fd, int stderr_fd, uint64_t stdout_limit, uint64_t stderr_limit)
{
    run = run_number;
    flags = run_flags;
    struck = 0;
    for (int i = 0; i < STREAMS; i++) streams[i].written = streams[i].gathered = 0;
    streams[0].fd = stdout_fd;
    streams[1].fd = stderr_fd;
    streams[0].limit = stdout_limit;
    streams[1].limit = stderr_limit;
}

static void send(int i)
{
    struct stream *s = &streams[i];
    if (s->gathered == 0) return;
    uint8_t head[HEAD_BYTES];
    struct writer w = { head, sizeof head, false };
    write_u32(&w, run);
    write_u8(&w, (uint8_t)(i + 1));
    conn_send(T_OUTPUT, head, sizeof head, s->buffer, s->gathered);
    s->gathered = 0;
}

int output_fd(int i)
{
    // Room for both streams' frames: a worker that does not read stops the program's pipes, never the clocks.
    return conn_room() >= 2 * (DATA_MAX_BYTES + 64) ? streams[i].fd : -1;
}

static bool read_once(int i)
{
    struct stream *s = &streams[i];
    // Past the limit the bytes are still taken, so that they are counted and the program is not held up.
    uint64_t kept = s->written < s->limit ? s->limit - s->written : 0;
    ssize_t n = read(s->fd, s->buffer + s->gathered, DATA_MAX_BYTES - s->gathered);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (n <= 0) {
        close(s->fd);
        s->fd = -1;
        return false;
    }
    s->written += (uint64_t)n;
    s->gathered += (uint64_t)n < kept ? (size_t)n : (size_t)kept;
    if (s->written > s->limit && !(flags & FLAG_CUT)) struck |= i == 0 ? STRUCK_STDOUT : STRUCK_STDERR;
    if (s->gathered == DATA_MAX_BYTES || ((flags & FLAG_LIVE) && s->gathered)) send(i);
    return true;
}

void output_read(int i) { read_once(i); }
uint32_t output_struck(void) { return struck; }
uint64_t output_bytes(int i) { return streams[i].written; }

void output_finish(void)
{
    for (int i = 0; i < STREAMS; i++) {
        while (streams[i].fd >= 0 && read_once(i)) continue;
        if (streams[i].fd >= 0) close(streams[i].fd);
        streams[i].fd = -1;
        send(i);
    }
}
