#include "meter.h"
#include "cgroup.h"
#include "queues.h"
#include <time.h>

enum { CACHE_IGNORED_BELOW_BYTES = 8 << 20, LEFT_IGNORED_BELOW_BYTES = 8 << 20, LEFT_MOST_BYTES = 64 << 20 };

// Without page cache, of the container when it was new, and at the start of this run: the kernel keeps names that a run looked up.
static uint64_t new_base, clean_base;
static uint64_t base_pids, pids, most_pids, base_cpu_ns, base_memory, base_max, base_oom, base_refused;
static uint64_t usage, peak, cache;     // cache: page cache of the run, which is not counted as its memory
static bool unreadable;

uint64_t meter_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static uint64_t above(uint64_t value, uint64_t base) { return value > base ? value - base : 0; }

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

void meter_begin_memory(void)
{
    usage = peak = cache = 0;
    queues_forget();
    base_max = base_oom = base_refused = base_pids = pids = most_pids = 0;
    unreadable = !cgroup_memory(&base_memory) || !cgroup_oom_kills(&base_oom);
    cgroup_memory_max(&base_max);
    cgroup_pids_refused(&base_refused);
    cgroup_pids(&base_pids);
}

void meter_begin_cpu(void) { if (!tree_cpu_ns(&base_cpu_ns)) unreadable = true; }

void meter_add_to_base(uint64_t bytes) { base_memory += bytes; }

bool meter_unreadable(void) { return unreadable; }

uint64_t meter_cpu_us(void)
{
    uint64_t now;
    if (!tree_cpu_ns(&now)) { unreadable = true; return 0; }
    return above(now, base_cpu_ns) / 1000;
}

static uint64_t without_cache(uint64_t total)
{
    uint64_t used = above(total, base_memory), file;
    if (used < CACHE_IGNORED_BELOW_BYTES || above(used, cache) <= peak) return above(used, cache);
    // Only growth past the known peak is worth the cost of memory.stat.
    if (cgroup_memory(&total) && cgroup_file_cache(&file)) {
        used = above(total, base_memory);
        uint64_t clean = above(above(total, file), clean_base);
        cache = above(used, clean);
        return clean < used ? clean : used;
    }
    return used;
}

void meter_sample(void)
{
    uint64_t total, all;
    if (cgroup_pids(&all)) pids = above(all, base_pids);
    if (pids > most_pids) most_pids = pids;
    if (!cgroup_memory(&total)) { unreadable = true; return; }
    usage = without_cache(total) + queues_bytes(meter_now_us());
    if (usage > peak) peak = usage;
}

uint64_t meter_peak(void) { return peak; }
uint64_t meter_usage(void) { return usage; }
uint64_t meter_processes(void) { return pids; }

void meter_end(void)
{
    uint64_t max;
    if (!cgroup_memory_max(&max) || max <= base_max) return;
    uint64_t seen = above(above(max, base_memory), cache);
    if (seen > peak) peak = seen;
}

bool meter_left_little(uint64_t kept_bytes)
{
    uint64_t total, file;
    clean_base = new_base;
    if (!cgroup_memory(&total)) { unreadable = true; return true; }
    if (above(total, new_base + kept_bytes) < LEFT_IGNORED_BELOW_BYTES || !cgroup_file_cache(&file)) return true;
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
