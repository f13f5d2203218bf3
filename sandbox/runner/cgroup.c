#include "cgroup.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup/"

static int version;
static int cpu_fd = -1, memory_fd = -1, max_fd = -1, stat_fd = -1, oom_fd = -1, pids_fd = -1, refused_fd = -1;
static char text[16384];

static int open_one(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }

int cgroup_open(void)
{
    cpu_fd = open_one(ROOT "cpu.stat");
    if (cpu_fd >= 0) {
        version = 2;
        memory_fd = open_one(ROOT "memory.current");
        max_fd = open_one(ROOT "memory.peak");
        stat_fd = open_one(ROOT "memory.stat");
        oom_fd = open_one(ROOT "memory.events");
        pids_fd = open_one(ROOT "pids.current");
        refused_fd = open_one(ROOT "pids.events");
    } else {
        version = 1;
        cpu_fd = open_one(ROOT "cpuacct/cpuacct.usage");
        if (cpu_fd < 0) cpu_fd = open_one(ROOT "cpu,cpuacct/cpuacct.usage");
        memory_fd = open_one(ROOT "memory/memory.usage_in_bytes");
        max_fd = open_one(ROOT "memory/memory.max_usage_in_bytes");
        stat_fd = open_one(ROOT "memory/memory.stat");
        oom_fd = open_one(ROOT "memory/memory.oom_control");
        pids_fd = open_one(ROOT "pids/pids.current");
        refused_fd = open_one(ROOT "pids/pids.events");
    }
    if (cpu_fd < 0 || memory_fd < 0 || pids_fd < 0) version = 0;
    return version;
}

static bool load(int fd)
{
    if (fd < 0) return false;
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    if (n <= 0) return false;
    text[n] = 0;
    return true;
}

static bool number(int fd, uint64_t *value)
{
    if (!load(fd)) return false;
    *value = strtoull(text, NULL, 10);
    return true;
}

// A line "name value" of the text that was loaded.
static bool field(const char *name, uint64_t *value)
{
    size_t length = strlen(name);
    for (const char *line = text; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
        if (strncmp(line, name, length) != 0 || line[length] != ' ') continue;
        *value = strtoull(line + length + 1, NULL, 10);
        return true;
    }
    return false;
}

bool cgroup_cpu_ns(uint64_t *ns)
{
    if (version == 0) return false;
    if (version == 1) return number(cpu_fd, ns);
    uint64_t us;
    if (!load(cpu_fd) || !field("usage_usec", &us)) return false;
    *ns = us * 1000;
    return true;
}

bool cgroup_counts_sockets(void) { return version == 2; }

bool cgroup_memory(uint64_t *bytes) { return version && number(memory_fd, bytes); }
bool cgroup_memory_max(uint64_t *bytes) { return version && number(max_fd, bytes); }

bool cgroup_file_cache(uint64_t *bytes)
{
    uint64_t cache, shmem;
    if (!version || !load(stat_fd) || !field(version == 1 ? "cache" : "file", &cache) || !field("shmem", &shmem)) return false;
    *bytes = cache > shmem ? cache - shmem : 0;
    return true;
}

bool cgroup_oom_kills(uint64_t *count) { return version && load(oom_fd) && field("oom_kill", count); }
bool cgroup_pids(uint64_t *count) { return version && number(pids_fd, count); }
bool cgroup_pids_refused(uint64_t *count) { return version && load(refused_fd) && field("max", count); }
