// The connection to the worker: one buffer each way, never blocking but where it says so.
#pragma once
#include "frames.h"
#include <stdnoreturn.h>
#include <sys/types.h>

void conn_open(int in, int out);
void conn_open_socket(const char *path);
int conn_in_fd(void);                           // to poll; -1: the frames that are there must be handled first
int conn_out_fd(void);
bool conn_wants_write(void);

void conn_fill(void);                           // reads what is there; ends the runner at end of file
enum cut conn_peek(struct frame *frame);        // the first whole frame, which stays valid until conn_drop
void conn_drop(const struct frame *frame);

size_t conn_room(void);                         // payload bytes that conn_send takes without waiting
void conn_send(uint8_t type, const void *head, size_t head_length, const void *data, size_t data_length);
void conn_push(void);                           // writes what the worker takes now
void conn_flush(void);                          // waits until all is written: for the stations between two programs only

noreturn void fault(uint32_t run, int error, const char *stage);
noreturn void conn_end(int status);
