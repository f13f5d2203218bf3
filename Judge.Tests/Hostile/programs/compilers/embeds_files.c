// Has the assembler put files of PID 1 into the program.
// expect: {"status": "CE"}
__asm__(".incbin \"/proc/1/environ\"");

int main(void)
{
    return 0;
}
