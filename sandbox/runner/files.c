#include "files.h"
#include "conn.h"
#include "kept.h"
#include "paths.h"
#include "wipe.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE_BYTES = 4096 };

static uint32_t run, uid, expected;
static uint64_t total;          // of all files, in whole pages
static uint64_t missing;        // bytes of the file that is open
static int file = -1;
static bool keep_next, keeping;

void files_begin(uint32_t run_number, uint32_t run_uid, uint32_t count, bool keep_first)
{
    keep_next = keep_first;
    run = run_number;
    uid = run_uid;
    expected = count;
    missing = total = 0;
}

uint64_t files_bytes(void) { return total; }
bool files_complete(void) { return expected == 0 && file < 0; }

void files_abandon(void)
{
    if (file >= 0) close(file);
    file = -1;
    keeping = false;
    expected = 0;
}

static void file_done(void)
{
    if (keeping) kept_done(file);
    keeping = false;
    if (close(file) < 0) fault(run, errno, "close file");
    file = -1;
    expected--;
}

static int open_below_box(char *path, mode_t mode)
{
    int dir = wipe_box_fd();
    for (char *slash; (slash = strchr(path, '/')); path = slash + 1) {
        *slash = 0;
        if (mkdirat(dir, path, 0755) < 0 && errno != EEXIST) fault(run, errno, "make folder");
        int next = openat(dir, path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (next < 0) fault(run, errno, "open folder");
        if (dir != wipe_box_fd()) close(dir);
        dir = next;
    }
    int fd = openat(dir, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 || fchmod(fd, mode) < 0) fault(run, errno, "create file");
    if (dir != wipe_box_fd()) close(dir);
    return fd;
}

static void file_start(struct reader *r)
{
    char path[PATH_MAX_BYTES + 1];
    mode_t mode = read_u32(r) & 0755;
    uint64_t size = read_u64(r);
    size_t length;
    const char *text = read_str(r, &length);
    if (r->bad || r->left || expected == 0 || file >= 0 || !path_is_safe(text, length)) fault(run, EPROTO, "FILE");
    memcpy(path, text, length);
    path[length] = 0;
    keeping = keep_next;
    keep_next = false;
    if (keeping && strchr(path, '/')) fault(run, EPROTO, "FILE to keep in a folder");
    become(keeping ? 0 : uid);
    file = open_below_box(path, mode);
    become(0);
    if (keeping) kept_begin(path);
    missing = size;
    total += (size + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    if (missing == 0) file_done();
}

static void file_data(struct reader *r)
{
    if (file < 0 || r->left > missing || r->left > DATA_MAX_BYTES) fault(run, EPROTO, "FILE_DATA");
    while (r->left) {
        ssize_t n = write(file, r->at, r->left);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fault(run, errno, "write file");
        r->at += n;
        r->left -= (size_t)n;
        missing -= (uint64_t)n;
    }
    if (missing == 0) file_done();
}

void files_frame(const struct frame *frame)
{
    struct reader r = { frame->payload, frame->length, false };
    if (read_u32(&r) != run || r.bad) fault(run, EPROTO, "FILE of another run");
    if (frame->type == T_FILE) file_start(&r);
    else file_data(&r);
}
