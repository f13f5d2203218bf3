// Has the compiler end after its first step, so that what it made is text.
// request: {"compiler_options": ["-E"]}
// expect: {"status": "CE", "exit_code": null, "signal": null, "message": "Compilation failed: the main that it made is no program that can be started. Compiler options like -c and -S make other files, and so does Go of a package that is not main."}
int main(void)
{
    return 0;
}
