// The program's stdin: a file in memory, whole before the program starts. It can be read, sought in and mapped, but not changed.
#pragma once
#include "frames.h"

void input_renew(void);                                 // an empty one, in place of the last
int input_open(void);                                   // a descriptor to read it, from its start
void input_begin(uint32_t run);                         // the frames of this run are awaited
void input_take(const uint8_t *bytes, size_t length);   // from a STDIN frame
void input_end(void);                                   // STDIN_END
bool input_complete(void);
uint64_t input_bytes(void);                             // memory that it takes, in whole pages
void input_drop(void);
