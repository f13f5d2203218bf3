// Has no main.
// expect: {"status": "CE", "message": "Compilation failed."}
int other(void)
{
    return 0;
}
