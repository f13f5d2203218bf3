// What the whole tree of a run has used: CPU time and memory above the container's base.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

uint64_t meter_now_us(void);
void meter_open(void);                  // once, with no program running: the runner's own memory
// Before the program's process is started, be it ahead of its run; with what the files that are in /box already take.
void meter_begin_memory(uint64_t in_box);
void meter_begin_cpu(void);             // when the run begins
void meter_add_to_base(uint64_t bytes); // of files that came after the base was taken
bool meter_unreadable(void);
uint64_t meter_cpu_us(void);
void meter_sample(void);                // memory, and processes and threads
uint64_t meter_peak(void);
// With the kernel's high-water mark of the first process and of those that it waited for, which knows what came between two samples, but counts the files that
// they have mapped too. They are told, since a sample of them would make a program's figure vary, but take nobody past the limit; nor does stdin, which
// may be mapped and let go between two samples.
uint64_t meter_peak_with(uint64_t main_peak, uint64_t limit);
uint64_t meter_usage(void);             // at the last sample
uint64_t meter_processes(void);         // processes and threads, then
void meter_end(void);                   // takes the kernel's own high-water mark into the peak, if this run raised it
// When everything of a run is gone, but for the program that stays: whether the kernel keeps so little more than for a new container (names
// that were looked up, say) that the next run's figures are right, also where it gives that back in the middle of it. What is kept is that run's base.
bool meter_left_little(uint64_t kept_bytes);
bool meter_oom_killed(void);
// A refusal by RLIMIT_NPROC is counted nowhere: having been seen with as many as it may have stands for it.
bool meter_processes_ran_out(uint32_t limit);
