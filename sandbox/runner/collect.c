#include "collect.h"
#include "conn.h"
#include "wipe.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32, FILES_MAX = 4096, ENTRIES_MAX = 65536, PATH_BYTES = 4096, CHUNK_BYTES = 32768, DENTS_BYTES = 4096 };

static uint32_t run;
static uint64_t left;
static unsigned files, entries;
static bool cut;
static char path[PATH_BYTES];
static uint8_t chunk[CHUNK_BYTES];

static void send_file(int fd, const struct stat *s)
{
    if (files >= FILES_MAX || (s->st_size && left == 0)) { cut = true; return; }
    uint64_t size = (uint64_t)s->st_size;
    if (size > left) { size = left; cut = true; }
    files++;
    left -= size;
    uint8_t head[PATH_BYTES + 32];
    struct writer w = { head, sizeof head, false };
    write_u32(&w, run);
    write_u32(&w, s->st_mode & 0755);
    write_u64(&w, size);
    write_str(&w, path, strlen(path));
    conn_send(T_FILE_BACK, head, (size_t)(w.at - head), NULL, 0);
    while (size) {
        ssize_t n = read(fd, chunk, size < sizeof chunk ? size : sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) fault(run, n < 0 ? errno : EIO, "read collected file");
        w = (struct writer){ head, sizeof head, false };
        write_u32(&w, run);
        conn_send(T_FILE_DATA_BACK, head, 4, chunk, (size_t)n);
        size -= (uint64_t)n;
    }
}

static void take(int dir, const char *name, unsigned depth);

static void take_folder(int fd, unsigned depth)
{
    if (depth >= DEPTH_MAX) { cut = true; return; }
    char dents[DENTS_BYTES] __attribute__((aligned(16)));
    size_t length = strlen(path);
    ssize_t n;
    while ((n = getdents64(fd, dents, sizeof dents)) > 0)
        for (ssize_t at = 0; at < n; ) {
            struct dirent64 *d = (struct dirent64 *)(dents + at);
            at += d->d_reclen;
            if (!strcmp(d->d_name, ".") || !strcmp(d->d_name, "..")) continue;
            if (++entries > ENTRIES_MAX) { cut = true; return; }
            int added = snprintf(path + length, sizeof path - length, "%s%s", length ? "/" : "", d->d_name);
            if (added > 0 && (size_t)added < sizeof path - length) take(fd, d->d_name, depth + 1);
            else cut = true;
            path[length] = 0;
        }
}

static void take(int dir, const char *name, unsigned depth)
{
    // Nonblocking: what the run left may be a FIFO, which would hold up an ordinary open for ever.
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat s;
    if (fd < 0) return;
    if (fstat(fd, &s) == 0) {
        if (S_ISREG(s.st_mode)) send_file(fd, &s);
        else if (S_ISDIR(s.st_mode)) take_folder(fd, depth);
    }
    close(fd);
}

static void take_named(const char *named)
{
    char parts[PATH_BYTES], *part = parts;
    bool all = strcmp(named, ".") == 0;
    int dir = wipe_box_fd();
    snprintf(parts, sizeof parts, "%s", named);
    snprintf(path, sizeof path, "%s", all ? "" : named);
    // Part by part, because O_NOFOLLOW guards the last one only.
    for (char *slash; (slash = strchr(part, '/')); part = slash + 1) {
        *slash = 0;
        int next = openat(dir, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (dir != wipe_box_fd()) close(dir);
        if (next < 0) return;
        dir = next;
    }
    take(dir, part, 0);
    if (dir != wipe_box_fd()) close(dir);
}

bool collect_send(const struct request *q)
{
    run = q->run;
    left = q->collect_limit;
    files = entries = 0;
    cut = false;
    become(q->uid);
    for (uint32_t i = 0; i < q->collect_count; i++) take_named(q->collect[i]);
    become(0);
    return !cut;
}
