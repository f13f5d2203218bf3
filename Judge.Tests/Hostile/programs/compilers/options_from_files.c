// Has the compiler read its options from files that it should not tell of.
// request: {"compiler_options": ["@/etc/shadow", "-specs=/etc/passwd", "-fplugin=/box/main.c"]}
// expect: {"status": "CE"}
int main(void)
{
    return 0;
}
