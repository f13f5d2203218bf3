// Proof that a run left no socket: a port in TIME_WAIT would make the next run's bind fail, and tell it about this one.
#pragma once
#include <stdbool.h>

bool sockets_open(void);        // takes the base
bool sockets_clean(void);
