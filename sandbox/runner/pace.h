// How soon a run's memory, processes and threads are looked at again. Pure: tests/test_pure.c.
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum { PACE_MIN_US = 1000, PACE_MAX_US = 16000 };

struct look { uint64_t usage, processes; };

// Microseconds until the next look. After a last step that long, between these two looks, under this limit of bytes.
uint64_t pace_step(uint64_t last_step_us, struct look before, struct look now, uint64_t memory_limit);
