// Has the compiler run a program of the submission's choice in its own place: in a sandbox like any other, to no avail.
// request: {"compiler_options": ["-wrapper", "/bin/sh,-c,id; cat /etc/shadow /proc/1/environ; echo x > /usr/bin/gcc"]}
// expect: {"status": "CE"}
int main(void)
{
    return 0;
}
