// What a run's file locks take of the kernel's memory, which it charges to no control group.
#pragma once
#include <stdbool.h>
#include <stdint.h>

void locks_open(void);                    // once, as root
void locks_forget(void);                  // a new run begins
uint64_t locks_bytes(uint64_t now_us);    // looks again 16 ms after the last look
bool locks_too_many(void);                // at the last look: more than any program needs
