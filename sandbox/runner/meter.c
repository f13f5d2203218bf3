#include "meter.h"
#include "cgroup.h"
#include "input.h"
#include "locks.h"
#include "mapped.h"
#include "queues.h"
#include <time.h>

enum { CACHE_IGNORED_BELOW_BYTES = 8 << 20, CACHE_STEP_US = 16000, LEFT_IGNORED_BELOW_BYTES = 8 << 20, LEFT_MOST_BYTES = 64 << 20 };

// Without page cache, of the container when it was new, and after the last run: the kernel keeps names that a run looked up.
static uint64_t new_base, clean_base;
static uint64_t base_pids, pids, most_pids, base_cpu_ns, base_memory, base_max, base_oom, base_refused;
static uint64_t usage, peak;
// Page cache is no run's memory, be it this run's or left by earlier ones, and the kernel may drop it at any time. What a run has is the container's
// figure less the cache last seen, less the floor: what the container holds besides both.
static uint64_t floor_bytes, left_cache, cache, most_cache, next_cache_us;
static bool cache_is_known;     // else the floor may hold a cache that is too small to ask for
static bool unreadable;

uint64_t meter_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static uint64_t above(uint64_t value, uint64_t base) { return value > base ? value - base : 0; }
static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

// The runner's own time is read first: the cgroup's figure must include it.
static bool tree_cpu_ns(uint64_t *ns)
{
    struct timespec own;
    uint64_t all;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
    if (!cgroup_cpu_ns(&all)) return false;
    *ns = above(all, (uint64_t)own.tv_sec * 1000000000 + (uint64_t)own.tv_nsec);
    return true;
}

void meter_open(void)
{
    uint64_t file;
    if (cgroup_memory(&new_base) && cgroup_file_cache(&file)) new_base = above(new_base, file);
    clean_base = new_base;
}

void meter_begin_memory(uint64_t in_box)
{
    usage = peak = 0;
    cache = most_cache = left_cache;
    next_cache_us = 0;
    queues_forget();
    base_max = base_oom = base_refused = base_pids = pids = most_pids = 0;
    unreadable = !cgroup_memory(&base_memory) || !cgroup_oom_kills(&base_oom);
    floor_bytes = cache_is_known ? above(base_memory, left_cache) : least(base_memory, clean_base + in_box);
    cgroup_memory_max(&base_max);
    cgroup_pids_refused(&base_refused);
    cgroup_pids(&base_pids);
}

void meter_begin_cpu(void) { if (!tree_cpu_ns(&base_cpu_ns)) unreadable = true; }

void meter_add_to_base(uint64_t bytes)
{
    base_memory += bytes;
    floor_bytes += bytes;
}

bool meter_unreadable(void) { return unreadable; }

uint64_t meter_cpu_us(void)
{
    uint64_t now;
    if (!tree_cpu_ns(&now)) { unreadable = true; return 0; }
    return above(now, base_cpu_ns) / 1000;
}

static uint64_t less_cache(uint64_t total, uint64_t of_cache)
{
    uint64_t used = above(total, floor_bytes + of_cache);
    return cache_is_known ? used : least(used, above(total, base_memory));
}

// memory.stat is dear: it is asked where memory would be more than is known, or could be if the cache is gone. The figure before and after it: one
// alone would count as memory the cache that was dropped, or came, between the two readings, which may be far apart on a busy machine.
static uint64_t without_cache(uint64_t total, uint64_t now_us)
{
    uint64_t used = less_cache(total, cache);
    bool grew = used >= CACHE_IGNORED_BELOW_BYTES && used > peak;
    bool may_hide = now_us >= next_cache_us && above(total, floor_bytes) > peak + CACHE_IGNORED_BELOW_BYTES;
    uint64_t before, after;
    if ((!grew && !may_hide) || !cgroup_memory(&before) || !cgroup_file_cache(&cache) || !cgroup_memory(&after)) return used;
    next_cache_us = now_us + CACHE_STEP_US;
    if (cache > most_cache) most_cache = cache;
    return less_cache(least(before, after), cache);
}

void meter_sample(void)
{
    uint64_t total, all;
    if (cgroup_pids(&all)) pids = above(all, base_pids);
    if (pids > most_pids) most_pids = pids;
    if (!cgroup_memory(&total)) { unreadable = true; return; }
    uint64_t now_us = meter_now_us();
    usage = without_cache(total, now_us) + queues_bytes(now_us) + locks_bytes();
    if (usage > peak) peak = usage;
    mapped_look(usage, pids, now_us);
}

uint64_t meter_peak(void) { return peak; }

uint64_t meter_peak_with(uint64_t main_peak, uint64_t limit)
{
    uint64_t of_main = main_peak;
    if (main_peak > limit) {
        uint64_t own = above(main_peak, mapped_most());
        of_main = above(own, input_bytes()) > limit ? own : least(own, limit);
        if (of_main < mapped_beside()) of_main = least(mapped_beside(), limit);
    }
    return of_main > peak ? of_main : peak;
}

uint64_t meter_usage(void) { return usage; }
uint64_t meter_processes(void) { return pids; }

void meter_end(void)
{
    uint64_t max;
    if (!cgroup_memory_max(&max) || max <= base_max) return;
    uint64_t seen = less_cache(max, most_cache);
    if (seen > peak) peak = seen;
}

bool meter_left_little(uint64_t kept_bytes)
{
    uint64_t total, file;
    clean_base = new_base;
    left_cache = 0;
    cache_is_known = false;
    if (!cgroup_memory(&total)) { unreadable = true; return true; }
    if (above(total, new_base + kept_bytes) < LEFT_IGNORED_BELOW_BYTES || !cgroup_file_cache(&file)) return true;
    left_cache = file;
    cache_is_known = true;
    clean_base = above(total, file + kept_bytes);
    return above(clean_base, new_base) <= LEFT_MOST_BYTES;
}

bool meter_oom_killed(void)
{
    uint64_t now;
    return cgroup_oom_kills(&now) && now > base_oom;
}

bool meter_processes_ran_out(uint32_t limit)
{
    uint64_t now;
    return most_pids >= limit || (cgroup_pids_refused(&now) && now > base_refused);
}
