// Frames: the only place that knows how bytes become frames and fields. Pure: no system calls, tested under sanitizers.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PROTOCOL_VERSION = 2,
    FRAME_MAX_BYTES = 262144,
    DATA_MAX_BYTES = 65536,
    STDIN_MAX_BYTES = 16 << 20,
};

enum frame_type {
    T_RUN = 1, T_FILE, T_FILE_DATA, T_STDIN, T_STDIN_END, T_CANCEL, T_PING, T_SPARE,
    T_HELLO = 64, T_OUTPUT, T_RESULT = 67, T_FILE_BACK, T_FILE_DATA_BACK, T_FAULT, T_PONG, T_SPARE_READY,
};

struct frame {
    uint8_t type;
    const uint8_t *payload;
    size_t length;      // of the payload
    size_t total;       // bytes of the whole frame
};

enum cut { CUT_BAD = -1, CUT_MORE = 0, CUT_FRAME = 1 };

enum cut frame_cut(const uint8_t *bytes, size_t length, struct frame *frame);

struct reader { const uint8_t *at; size_t left; bool bad; };

uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
// A str without a NUL in it; the bytes stay where they are.
const char *read_str(struct reader *r, size_t *length);

struct writer { uint8_t *at; size_t left; bool bad; };

void write_u8(struct writer *w, uint8_t value);
void write_u32(struct writer *w, uint32_t value);
void write_u64(struct writer *w, uint64_t value);
void write_bytes(struct writer *w, const void *bytes, size_t length);
void write_str(struct writer *w, const char *bytes, size_t length);
