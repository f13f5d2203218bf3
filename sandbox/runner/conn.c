#include "conn.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FRAME_HEAD_BYTES = 5, OUT_BYTES = FRAME_MAX_BYTES, IN_BYTES = FRAME_MAX_BYTES + 4, FAULT_WAIT_MS = 2000 };

static int in_fd = -1, out_fd = -1;
static uint8_t in_buffer[IN_BYTES], out_buffer[OUT_BYTES];
static size_t in_start, in_end, out_start, out_end;
static bool failed;

noreturn void conn_end(int status)
{
    kill(-1, SIGKILL);
    _exit(status);
}

noreturn void fault(uint32_t run, int error, const char *stage)
{
    if (failed) conn_end(1);
    failed = true;
    uint8_t head[256];
    struct writer w = { head, sizeof head, false };
    write_u32(&w, run);
    write_u32(&w, (uint32_t)error);
    write_str(&w, stage, strlen(stage));
    struct pollfd p = { .fd = out_fd, .events = POLLOUT };
    while (conn_room() < sizeof head && poll(&p, 1, FAULT_WAIT_MS) > 0) conn_push();
    if (conn_room() >= sizeof head) conn_send(T_FAULT, head, (size_t)(w.at - head), NULL, 0);
    while (conn_wants_write() && poll(&p, 1, FAULT_WAIT_MS) > 0) conn_push();
    conn_end(1);
}

static void nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) _exit(1);
}

void conn_open(int in, int out)
{
    nonblocking(in);
    nonblocking(out);
    in_fd = in;
    out_fd = out;
    in_start = in_end = out_start = out_end = 0;
    failed = false;
}

void conn_open_socket(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path) _exit(2);
    memcpy(address.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        static const char text[] = "judge-runner: cannot connect to the worker's socket\n";
        if (write(2, text, sizeof text - 1) < 0) _exit(3);
        _exit(2);
    }
    conn_open(fd, fd);
}

// With no room for more, being told that there is more would only keep us busy.
int conn_in_fd(void) { return in_end - in_start < IN_BYTES ? in_fd : -1; }
int conn_out_fd(void) { return out_fd; }
bool conn_wants_write(void) { return out_end > out_start; }

void conn_fill(void)
{
    if (in_start == in_end) in_start = in_end = 0;
    // Moving only when the buffer's end is near keeps a flood of small frames from being copied again and again.
    if (in_start && IN_BYTES - in_end < DATA_MAX_BYTES) {
        memmove(in_buffer, in_buffer + in_start, in_end - in_start);
        in_end -= in_start;
        in_start = 0;
    }
    if (in_end == IN_BYTES) return;
    ssize_t n = read(in_fd, in_buffer + in_end, IN_BYTES - in_end);
    if (n > 0) in_end += (size_t)n;
    else if (n == 0) conn_end(0);
    else if (errno != EAGAIN && errno != EINTR) conn_end(0);
}

enum cut conn_peek(struct frame *frame) { return frame_cut(in_buffer + in_start, in_end - in_start, frame); }

void conn_drop(const struct frame *frame) { in_start += frame->total; }

size_t conn_room(void)
{
    size_t used = out_end - out_start + FRAME_HEAD_BYTES;
    return used < OUT_BYTES ? OUT_BYTES - used : 0;
}

void conn_send(uint8_t type, const void *head, size_t head_length, const void *data, size_t data_length)
{
    size_t length = head_length + data_length;
    while (conn_room() < length) conn_flush();
    if (OUT_BYTES - out_end < length + FRAME_HEAD_BYTES) {
        memmove(out_buffer, out_buffer + out_start, out_end - out_start);
        out_end -= out_start;
        out_start = 0;
    }
    struct writer w = { out_buffer + out_end, OUT_BYTES - out_end, false };
    write_u32(&w, (uint32_t)length + 1);
    write_u8(&w, type);
    write_bytes(&w, head, head_length);
    write_bytes(&w, data, data_length);
    out_end += length + FRAME_HEAD_BYTES;
}

void conn_push(void)
{
    while (out_start < out_end) {
        ssize_t n = write(out_fd, out_buffer + out_start, out_end - out_start);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return;
        if (n < 0) conn_end(0);
        out_start += (size_t)n;
    }
    out_start = out_end = 0;
}

void conn_flush(void)
{
    for (;;) {
        conn_push();
        if (!conn_wants_write()) return;
        struct pollfd p[2] = { { .fd = out_fd, .events = POLLOUT }, { .fd = in_fd, .events = POLLRDHUP } };
        if (poll(p, 2, -1) < 0 && errno != EINTR) conn_end(1);
        if ((p[0].revents & (POLLERR | POLLHUP)) || (p[1].revents & (POLLERR | POLLHUP | POLLRDHUP))) conn_end(0);
    }
}
