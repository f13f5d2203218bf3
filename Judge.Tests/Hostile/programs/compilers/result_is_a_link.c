// Has the compile step leave a link to a secret where the program should be, to have it read.
// request: {"compiler_options": ["-wrapper", "/bin/sh,-c,ln -sf /etc/passwd main"]}
// expect: {"status": "CE", "message": "Compilation failed: the compiler ended without making main."}
int main(void)
{
    return 0;
}
