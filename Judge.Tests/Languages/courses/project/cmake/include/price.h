#pragma once
double with_tax(double net);
