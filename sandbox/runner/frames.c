#include "frames.h"
#include <string.h>

static uint64_t little_endian(const uint8_t *at, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++) value |= (uint64_t)at[i] << (8 * i);
    return value;
}

enum cut frame_cut(const uint8_t *bytes, size_t length, struct frame *frame)
{
    if (length < 4) return CUT_MORE;
    uint64_t body = little_endian(bytes, 4);
    if (body < 1 || body > FRAME_MAX_BYTES) return CUT_BAD;
    if (length < 4 + body) return CUT_MORE;
    *frame = (struct frame){ .type = bytes[4], .payload = bytes + 5, .length = body - 1, .total = 4 + body };
    return CUT_FRAME;
}

static const uint8_t *take(struct reader *r, size_t bytes)
{
    if (r->bad || r->left < bytes) { r->bad = true; return NULL; }
    const uint8_t *at = r->at;
    r->at += bytes;
    r->left -= bytes;
    return at;
}

uint32_t read_u32(struct reader *r)
{
    const uint8_t *at = take(r, 4);
    return at ? (uint32_t)little_endian(at, 4) : 0;
}

uint64_t read_u64(struct reader *r)
{
    const uint8_t *at = take(r, 8);
    return at ? little_endian(at, 8) : 0;
}

const char *read_str(struct reader *r, size_t *length)
{
    *length = read_u32(r);
    const uint8_t *at = take(r, *length);
    if (at && memchr(at, 0, *length)) { r->bad = true; at = NULL; }
    if (!at) *length = 0;
    return (const char *)at;
}

void write_bytes(struct writer *w, const void *bytes, size_t length)
{
    if (w->bad || w->left < length) { w->bad = true; return; }
    if (length) memcpy(w->at, bytes, length);
    w->at += length;
    w->left -= length;
}

static void write_number(struct writer *w, uint64_t value, size_t bytes)
{
    uint8_t out[8];
    for (size_t i = 0; i < bytes; i++) out[i] = (uint8_t)(value >> (8 * i));
    write_bytes(w, out, bytes);
}

void write_u8(struct writer *w, uint8_t value) { write_number(w, value, 1); }
void write_u32(struct writer *w, uint32_t value) { write_number(w, value, 4); }
void write_u64(struct writer *w, uint64_t value) { write_number(w, value, 8); }

void write_str(struct writer *w, const char *bytes, size_t length)
{
    write_u32(w, (uint32_t)length);
    write_bytes(w, bytes, length);
}
