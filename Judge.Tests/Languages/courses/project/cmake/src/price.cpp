#include "price.h"
double with_tax(double net) { return net * 1.25; }
