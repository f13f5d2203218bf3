// Tests of the pure parts, built with the address and undefined behaviour sanitizers: what a hostile byte could reach first.
#include "frames.h"
#include "locks.h"
#include "meter.h"
#include "pace.h"
#include "paths.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(x) do { if (!(x)) { fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #x); exit(1); } } while (0)

static bool safe(const char *path) { return path_is_safe(path, strlen(path)); }

static void frames(void)
{
    struct frame f;
    CHECK(frame_cut((const uint8_t *)"\x01\0\0", 3, &f) == CUT_MORE);
    CHECK(frame_cut((const uint8_t *)"\0\0\0\0", 4, &f) == CUT_BAD);
    CHECK(frame_cut((const uint8_t *)"\x01\0\x04\0", 4, &f) == CUT_BAD);
    CHECK(frame_cut((const uint8_t *)"\xff\xff\xff\xff", 4, &f) == CUT_BAD);
    CHECK(frame_cut((const uint8_t *)"\0\0\x04\0", 4, &f) == CUT_MORE);
    CHECK(frame_cut((const uint8_t *)"\x03\0\0\0\x07" "abX", 8, &f) == CUT_FRAME);
    CHECK(f.type == 7 && f.length == 2 && f.total == 7 && !memcmp(f.payload, "ab", 2));
}

static void fields(void)
{
    uint8_t bytes[32];
    struct writer w = { bytes, sizeof bytes, false };
    write_u8(&w, 200); write_u32(&w, 0xfedcba98u); write_u64(&w, 0x0123456789abcdefull); write_str(&w, "hi", 2);
    CHECK(!w.bad && w.left == 32 - 1 - 4 - 8 - 6);
    struct reader r = { bytes + 1, 18, false };
    size_t n;
    CHECK(read_u32(&r) == 0xfedcba98u && read_u64(&r) == 0x0123456789abcdefull);
    const char *s = read_str(&r, &n);
    CHECK(n == 2 && !memcmp(s, "hi", 2) && !r.bad && r.left == 0);
    CHECK(read_u32(&r) == 0 && r.bad);
    uint8_t *huge = malloc(6);
    memcpy(huge, "\xff\xff\xff\x7f" "ab", 6);
    r = (struct reader){ huge, 6, false };
    CHECK(!read_str(&r, &n) && n == 0 && r.bad);
    memcpy(huge, "\x02\0\0\0" "a\0", 6);
    r = (struct reader){ huge, 6, false };
    CHECK(!read_str(&r, &n) && r.bad);
    free(huge);
    w = (struct writer){ bytes, 3, false };
    write_u32(&w, 1);
    CHECK(w.bad && w.left == 3);
}

static void paths(void)
{
    CHECK(safe("a") && safe("a/b/c") && safe("..a/...") && safe(".hidden"));
    CHECK(!safe("") && !safe("/") && !safe("/a") && !safe("a/") && !safe("a//b"));
    CHECK(!safe(".") && !safe("..") && !safe("../a") && !safe("a/../b") && !safe("a/.."));
    CHECK(!path_is_safe("a\0b", 3));
    static char longest[5000];
    memset(longest, 'a', sizeof longest);
    CHECK(path_is_safe(longest, 255) && !path_is_safe(longest, 256) && !path_is_safe(longest, 5000));
}

static void pace(void)
{
    enum { MIB = 1 << 20 };
    struct look small = { 10 * MIB, 1 }, grown = { 12 * MIB, 1 }, threads = { 10 * MIB, 2 }, large = { 100 * MIB, 1 }, full = { 250 * MIB, 1 }, over = { 257 * MIB, 1 };
    CHECK(pace_step(1000, small, small, 256 * MIB) == 2000 && pace_step(8000, small, small, 256 * MIB) == 16000);
    CHECK(pace_step(16000, small, small, 256 * MIB) == 16000 && pace_step(16000, grown, small, 256 * MIB) == 16000);
    CHECK(pace_step(16000, small, grown, 256 * MIB) == 1000 && pace_step(16000, small, threads, 256 * MIB) == 1000);
    CHECK(pace_step(16000, large, large, 256 * MIB) == 16000 && pace_step(16000, large, large, 140 * MIB) == 5120);
    CHECK(pace_step(16000, full, full, 256 * MIB) == 1000 && pace_step(16000, over, over, 256 * MIB) == 1000);
    CHECK(pace_step(16000, small, small, 0) == 1000 && pace_step(16000, small, small, UINT64_MAX) == 16000);
}

static uint64_t clock_us;
uint64_t meter_now_us(void) { return clock_us; }

static uint64_t locks_seen_at(uint64_t now_us)
{
    clock_us = now_us;
    locks_look(now_us);
    return locks_bytes() / 256;
}

static void file_locks(void)
{
    char list[] = "/tmp/locks-XXXXXX";
    int fd = mkstemp(list);
    CHECK(fd >= 0);
    locks_open(list);
    CHECK(unlink(list) == 0);
    dprintf(fd, "1: POSIX  ADVISORY  WRITE 7 fe:01:12 0 EOF\n2: OFDLCK ADVISORY  WRITE -1 fe:01:13 0 EOF\n3: FLOCK  ADVISORY  WRITE 8 fe:01:14 0 EOF\n");
    // A short run is not made to wait for the kernel's list, however much time has passed since an earlier run.
    locks_begin(1000000);
    CHECK(locks_seen_at(1031999) == 0 && locks_seen_at(1032000) == 2);
    dprintf(fd, "4: POSIX  ADVISORY  WRITE 7 fe:01:15 0 EOF\n");
    CHECK(locks_seen_at(1063999) == 2 && locks_seen_at(1064000) == 3 && !locks_too_many());
    for (int i = 0; i < 8192; i++) dprintf(fd, "%d: POSIX  ADVISORY  WRITE 7 fe:01:16 %d %d\n", i, i, i);
    CHECK(locks_seen_at(1096000) > 8192 && locks_too_many());
    locks_begin(2000000);
    CHECK(locks_bytes() == 0 && !locks_too_many());
    close(fd);
}

static void noise(void)
{
    srand(1);
    for (int i = 0; i < 200000; i++) {
        size_t n = (size_t)rand() % 24;
        uint8_t *bytes = malloc(n + 1);
        for (size_t k = 0; k < n; k++) bytes[k] = (uint8_t)(rand() % 3 ? rand() % 12 : rand());
        struct frame f;
        if (frame_cut(bytes, n, &f) == CUT_FRAME) {
            struct reader r = { f.payload, f.length, false };
            size_t length;
            const char *s = read_str(&r, &length);
            if (s) path_is_safe(s, length);
            read_u64(&r);
        }
        free(bytes);
    }
}

int main(void)
{
    frames(); fields(); paths(); pace(); file_locks(); noise();
    puts("pure parts: ok");
    return 0;
}
