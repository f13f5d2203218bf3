// Has the compile step sleep for ever.
// request: {"compiler_options": ["-wrapper", "/bin/sh,-c,sleep 1000"]}
// expect: {"status": "CE", "message": "Compilation failed: Wall time limit of 30 s exceeded."}
int main(void)
{
    return 0;
}
