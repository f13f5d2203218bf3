// Has the compiler end after its first step, so that what it made is text.
// request: {"compiler_options": ["-E"]}
// expect: {"status": "RE", "exit_code": null, "signal": null, "message": "The program could not be started: it is not executable"}
int main(void)
{
    return 0;
}
