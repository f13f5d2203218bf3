// Includes the list of passwords, which nobody may read.
// expect: {"status": "CE", "compile_output": "main.c:3:10: fatal error: /etc/shadow: Permission denied\n    3 | #include \"/etc/shadow\"\n      |          ^~~~~~~~~~~~~\ncompilation terminated.\n"}
#include "/etc/shadow"

int main(void)
{
    return 0;
}
