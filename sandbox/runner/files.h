// Files that the worker sends ahead of a run, made in /box as the run's own user.
#pragma once
#include "frames.h"

void files_begin(uint32_t run, uint32_t uid, uint32_t count, bool keep_first);    // the first: root's, to stay after the run
bool files_complete(void);
uint64_t files_bytes(void);             // memory that the run's files take, in whole pages
void files_frame(const struct frame *frame);    // FILE or FILE_DATA
void files_abandon(void);
