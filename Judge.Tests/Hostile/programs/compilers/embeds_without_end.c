// Has the assembler put a file without an end into the program.
// expect: {"status": "CE"}
__asm__(".incbin \"/dev/zero\"");

int main(void)
{
    return 0;
}
