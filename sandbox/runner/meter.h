// What the whole tree of a run has used: CPU time and memory above the container's base.
#pragma once
#include <stdbool.h>
#include <stdint.h>

uint64_t meter_now_us(void);
void meter_open(void);                  // once, with no program running: the runner's own memory
void meter_begin(void);
bool meter_unreadable(void);
uint64_t meter_cpu_us(void);
void meter_sample_memory(void);
uint64_t meter_peak(void);
uint64_t meter_usage(void);             // at the last sample
void meter_end(void);                   // takes the kernel's own high-water mark into the peak, if this run raised it
bool meter_oom_killed(void);
bool meter_processes_refused(void);
