#include "input.h"
#include "conn.h"
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ACK_ROOM_BYTES = 64 };

static uint8_t ring[STDIN_WINDOW_BYTES];
static size_t head, used;
static uint32_t run;
static int fd = -1;
static bool ended;
static uint64_t written, unacknowledged;

void input_begin(uint32_t run_number, int pipe_fd)
{
    run = run_number;
    fd = pipe_fd;
    head = used = 0;
    ended = false;
    written = unacknowledged = 0;
}

static void drop_all(void)
{
    unacknowledged += used;
    used = head = 0;
    if (fd >= 0) close(fd);
    fd = -1;
}

void input_take(const uint8_t *bytes, size_t length)
{
    if (length > DATA_MAX_BYTES || ended || length > sizeof ring - used) fault(run, EPROTO, "STDIN past its window or end");
    if (fd < 0) { unacknowledged += length; return; }
    size_t tail = (head + used) % sizeof ring;
    size_t first = length < sizeof ring - tail ? length : sizeof ring - tail;
    memcpy(ring + tail, bytes, first);
    memcpy(ring, bytes + first, length - first);
    used += length;
}

void input_end(void) { ended = true; }
bool input_pending(void) { return fd >= 0 && used > 0; }
int input_fd(void) { return fd; }

void input_push(void)
{
    while (fd >= 0 && used > 0) {
        size_t length = used < sizeof ring - head ? used : sizeof ring - head;
        ssize_t n = write(fd, ring + head, length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return;
        if (n < 0) { drop_all(); return; }      // the program closed its stdin, which is its own affair
        head = (head + (size_t)n) % sizeof ring;
        used -= (size_t)n;
        written += (uint64_t)n;
        unacknowledged += (uint64_t)n;
    }
    if (fd >= 0 && ended && used == 0) drop_all();
}

void input_acknowledge(void)
{
    if (unacknowledged == 0 || conn_room() < ACK_ROOM_BYTES) return;
    uint8_t payload[8];
    struct writer w = { payload, sizeof payload, false };
    write_u32(&w, run);
    write_u32(&w, (uint32_t)unacknowledged);
    conn_send(T_STDIN_ACK, payload, sizeof payload, NULL, 0);
    unacknowledged = 0;
}

uint64_t input_close(void)
{
    int unread = 0;
    if (fd >= 0 && ioctl(fd, FIONREAD, &unread) < 0) unread = 0;
    drop_all();
    return written - (uint64_t)unread;
}
