// Readers of the container's own cgroup, v1 or v2, through files opened once.
#pragma once
#include <stdbool.h>
#include <stdint.h>

int cgroup_open(void);                          // 1 or 2; 0: not readable
bool cgroup_cpu_ns(uint64_t *ns);
bool cgroup_counts_sockets(void);               // the buffers of TCP and UDP are in its memory
bool cgroup_memory(uint64_t *bytes);
bool cgroup_memory_max(uint64_t *bytes);        // high-water mark of the container's life
bool cgroup_file_cache(uint64_t *bytes);        // page cache that is not tmpfs: the kernel takes it back when it needs to
bool cgroup_oom_kills(uint64_t *count);
bool cgroup_pids(uint64_t *count);
bool cgroup_pids_refused(uint64_t *count);
