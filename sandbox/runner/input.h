// The program's stdin: a ring as large as what the worker may send ahead, emptied into a pipe as the program takes it.
#pragma once
#include "frames.h"

void input_begin(uint32_t run, int pipe_fd);
void input_take(const uint8_t *bytes, size_t length);   // from a STDIN frame
void input_end(void);                                   // STDIN_END
bool input_pending(void);
int input_fd(void);                                     // -1 once closed
void input_push(void);
void input_acknowledge(void);
uint64_t input_close(void);                             // bytes that the program took
