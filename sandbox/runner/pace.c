#include "pace.h"

// More than a program can touch in a microsecond with all the cores that it is given.
enum { FASTEST_BYTES_PER_US = 8192 };

static bool grows(struct look before, struct look now)
{
    return now.usage > before.usage + before.usage / 8 || now.processes > before.processes;
}

uint64_t pace_step(uint64_t last_step_us, struct look before, struct look now, uint64_t memory_limit)
{
    uint64_t step = grows(before, now) ? PACE_MIN_US : last_step_us * 2;
    // However calm it is: the limit must be out of reach until the next look, so that it is never crossed far before that is seen.
    uint64_t reach = memory_limit > now.usage ? (memory_limit - now.usage) / FASTEST_BYTES_PER_US : 0;
    if (step > reach) step = reach;
    if (step > PACE_MAX_US) step = PACE_MAX_US;
    return step < PACE_MIN_US ? PACE_MIN_US : step;
}
