// Has the compiler write its output over its own files, by an option.
// request: {"compiler_options": ["-o", "/usr/bin/gcc", "-dumpbase", "/usr/local/bin/judge-runner"]}
// expect: {"status": "OK", "exit_code": 0}
int main(void)
{
    return 0;
}
