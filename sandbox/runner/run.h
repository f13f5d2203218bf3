// One run, from its pipes to its RESULT.
#pragma once
#include "request.h"

enum { STRUCK_CPU = 1, STRUCK_WALL = 2, STRUCK_MEMORY = 4, STRUCK_STDOUT = 8, STRUCK_STDERR = 16, STRUCK_CANCELLED = 32,
       STRUCK_OOM = 64, STRUCK_PROCESSES = 128, STRUCK_COLLECT = 256 };
enum { DIRTY_PROCESSES = 1, DIRTY_FILES = 2, DIRTY_SOCKETS = 8, DIRTY_OOM = 16, DIRTY_ACCOUNTING = 32, DIRTY_MEMORY = 64 };
enum { ENDING_EXITED = 1, ENDING_SIGNALLED = 2, ENDING_NOT_EXECUTED = 3 };

enum { RESULT_SPARE_USED = 1, RESULT_KEPT = 2 };

void run_open(void);                            // once, at the start
void run_execute(struct request *q, uint64_t received_us);
void run_not_started(struct request *q);        // cancelled before its files and stdin were there
