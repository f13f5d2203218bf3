// The one file that may stay in /box between two runs: a compiled program, for the next run of the same program. It is root's, so that no run can change,
// move or remove it, and is looked at after each one to prove that none has.
#pragma once
#include <stdbool.h>
#include <stdint.h>

void kept_begin(const char *name);      // its file was made in /box by root, and is being written
void kept_done(int fd);                 // it is complete
bool kept_there(void);
uint64_t kept_bytes(void);              // 0: none is there
bool kept_as_new(void);                 // for its next run: its times are set to now. False: there is none
bool kept_stays(void);                  // after a run: it is there and nobody has changed it; else it is removed
void kept_drop(void);
