// Sends back the files that a RUN asked for, once every process of it is dead.
#pragma once
#include "request.h"

bool collect_send(const struct request *q);     // false: cut by the limit
