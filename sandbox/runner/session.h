// The order of frames: what may come when, and who takes it.
#pragma once
#include <stdbool.h>

void session_loop(void);
void session_pump(void);        // takes the frames that are there, while a run is under way
bool session_cancelled(void);
