// Divides by zero.
// expect: {"status": "RE", "signal": "SIGFPE", "message": "Killed by SIGFPE (division by zero, or another impossible calculation)"}
int main(int argc, char **argv)
{
    (void)argv;
    volatile int zero = argc - 1;
    return 100 / zero;
}
