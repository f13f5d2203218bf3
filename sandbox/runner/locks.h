// What a run's file locks take of the kernel's memory, which it charges to no control group.
#pragma once
#include <stdbool.h>
#include <stdint.h>

void locks_open(const char *list);        // /proc/locks; once, as root
void locks_begin(uint64_t now_us);        // a run begins
void locks_look(uint64_t now_us);         // counts them, 32 ms after the run's begin and after the last count at the soonest
uint64_t locks_bytes(void);               // at the last look
bool locks_too_many(void);                // at the last look: more than any program needs
