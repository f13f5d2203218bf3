// What of a run's resident memory is files that its processes have mapped: their runtimes' mostly, and no memory of the run.
#pragma once
#include <stdint.h>
#include <sys/types.h>

void mapped_begin(pid_t main, uint64_t memory_limit);
// The first process each time; the others, which are dearer to find, where the run has used so much that it matters.
void mapped_look(uint64_t usage, uint64_t processes, uint64_t now_us);
uint64_t mapped_most(void);     // bytes, of the process that was seen with most
uint64_t mapped_beside(void);   // most that one was seen with of other memory
