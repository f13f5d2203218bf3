// Fuzzes the whole way of a worker's bytes: connection, frames, session, requests, files, stdin. Programs are stubbed.
// The first byte chooses how the bytes arrive and whether anybody reads the answers; the rest are the bytes.
// make fuzz runs it under libFuzzer; make test replays the corpus, without clang.
// The real ones are meant here.
#undef _exit
#undef kill
#undef poll
#undef read
#include "conn.h"
#include "files.h"
#include "input.h"
#include "kept.h"
#include "meter.h"
#include "reap.h"
#include "run.h"
#include "session.h"
#include "spare.h"
#include "wipe.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOBODY_READS = 1, CHUNK_SHIFT = 2, PUMPS = 16, SOCKET_BYTES = 1 << 20 };

static jmp_buf end;
static size_t chunk;
static uint8_t mode;
static char outer[] = "/tmp/fuzz-XXXXXX", box[64];
static int box_fd, null_fd, full_fd;

noreturn void fuzz_exit(int status) { (void)status; longjmp(end, 1); }
int fuzz_kill(pid_t pid, int number) { (void)pid; (void)number; return 0; }

ssize_t fuzz_read(int fd, void *to, size_t length) { return read(fd, to, length < chunk ? length : chunk); }

int fuzz_poll(struct pollfd *p, nfds_t count, int timeout)
{
    int ready = poll(p, count, 0);
    if (ready == 0 && timeout < 0) fuzz_exit(0);        // it would wait for ever: there is nothing more to come
    return ready;
}

void become(uint32_t uid) { (void)uid; }
int wipe_box_fd(void) { return box_fd; }
void reap_orphans(pid_t main) { (void)main; }
uint64_t meter_now_us(void) { static uint64_t now; return ++now; }
pid_t spare_pid(void) { return 0; }
bool spare_possible(void) { return true; }
void spare_keep_only_for(const struct request *q) { (void)q; }

static size_t read_all(char *const *list, uint32_t count)
{
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) length += strlen(list[i]);
    if (list[count]) abort();
    return length;
}

int spare_start(struct request *q) { return (int)(read_all(q->argv, q->argc) + read_all(q->env, q->envc)) & 1; }

void run_not_started(struct request *q)
{
    (void)q;
    kept_drop();
    input_drop();
}

// What the program would have for its stdin: from the start, as long as it was sent, and not to be written.
static void check_stdin(void)
{
    struct stat s;
    int fd = input_open();
    if (fstat(fd, &s) < 0 || lseek(fd, 0, SEEK_CUR) != 0 || write(fd, "", 1) >= 0) abort();
    if ((uint64_t)s.st_size > input_bytes() || (uint64_t)s.st_size + 4096 <= input_bytes()) abort();
    close(fd);
}

void run_execute(struct request *q, uint64_t received_us)
{
    static const uint8_t answer[4];
    (void)received_us;
    read_all(q->argv, q->argc);
    read_all(q->env, q->envc);
    for (uint32_t i = 0; i < q->collect_count; i++) if (q->collect[i][0] == '/') abort();
    check_stdin();
    for (int i = 0; i < PUMPS && !session_cancelled(); i++) session_pump();
    input_drop();
    kept_stays();
    conn_send(T_RESULT, answer, sizeof answer, NULL, 0);
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *at)
{
    (void)s;
    (void)type;
    return at->level == 0 ? 0 : remove(path);
}

static int entries(const char *path)
{
    int count = 0;
    DIR *d = opendir(path);
    while (d && readdir(d)) count++;
    if (d) closedir(d);
    return count - 2;
}

static void set_up(void)
{
    if (!mkdtemp(outer)) abort();
    snprintf(box, sizeof box, "%s/box", outer);
    if (mkdir(box, 0755) < 0) abort();
    box_fd = open(box, O_RDONLY | O_DIRECTORY);
    null_fd = open("/dev/null", O_WRONLY);
    int full[2];
    if (box_fd < 0 || null_fd < 0 || pipe2(full, O_NONBLOCK) < 0) abort();
    while (write(full[1], "", 1) == 1) continue;
    full_fd = full[1];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static bool ready;
    if (!ready) set_up();
    ready = true;
    if (length < 1) return 0;
    mode = bytes[0];
    chunk = (size_t)1 << ((mode >> CHUNK_SHIFT) % 19);
    int pair[2], size = SOCKET_BYTES;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) < 0) abort();
    setsockopt(pair[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    if (write(pair[1], bytes + 1, length - 1) < 0 && length > 1 && errno != EAGAIN) abort();
    shutdown(pair[1], SHUT_WR);
    if (setjmp(end) == 0) {
        conn_open(pair[0], mode & NOBODY_READS ? full_fd : null_fd);
        session_loop();
    }
    close(pair[0]);
    close(pair[1]);
    input_drop();
    files_abandon();
    kept_drop();
    if (entries(box)) nftw(box, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (entries(outer) != 1) abort();                   // something was made outside the box
    return 0;
}

#ifdef REPLAY
int main(int argc, char **argv)
{
    static uint8_t bytes[1 << 20];
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) return perror(argv[i]), 1;
        size_t length = fread(bytes, 1, sizeof bytes, f);
        fclose(f);
        LLVMFuzzerTestOneInput(bytes, length);
    }
    rmdir(box);
    rmdir(outer);
    printf("%d sessions replayed: ok\n", argc - 1);
    return 0;
}
#endif
