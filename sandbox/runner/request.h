// What a RUN frame asks for, checked once and then trusted.
#pragma once
#include "frames.h"

enum { FLAG_LIVE = 1, FLAG_MERGE = 2, FLAG_SPARE = 4, FLAG_CUT = 8, FLAG_KEEP = 16, FLAG_KEPT = 32, FLAG_HELD = 64 };
enum { UID_MIN = 65536, ARG_MAX_COUNT = 8192, COLLECT_MAX_COUNT = 1024, FILE_MAX_COUNT = 65536 };

struct request {
    uint32_t run, uid, flags, cores_milli, max_processes, max_open_files, file_count, collect_count, argc, envc;
    uint64_t cpu_limit_us, wall_limit_us, memory_limit, stack_limit, file_size_limit, address_space;
    uint64_t stdout_limit, stderr_limit, collect_limit;
    char *argv[ARG_MAX_COUNT + 1], *env[ARG_MAX_COUNT + 1], *collect[COLLECT_MAX_COUNT];
};

// False: the frame is not a RUN that this runner can take.
bool request_parse(const struct frame *frame, struct request *q);
// The same for a SPARE: the fields that it has, and in env what the library that holds it must know.
bool request_parse_spare(const struct frame *frame, struct request *q);
