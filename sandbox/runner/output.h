// The program's stdout and stderr: gathered into frames of up to 64 KiB, counted, and cut at their limits.
#pragma once
#include "frames.h"

void output_begin(uint32_t run, uint32_t flags, int stdout_fd, int stderr_fd, uint64_t stdout_limit, uint64_t stderr_limit);
int output_fd(int stream);              // to poll; -1: closed, or the worker must read first
void output_read(int stream);           // one read
uint32_t output_struck(void);
void output_finish(void);               // what is left in the pipes, after every writer is dead
uint64_t output_bytes(int stream);
