// Has the assembler repeat itself.
// expect: {"status": "CE"}
__asm__(".rept 2000000000\n.byte 1\n.endr");

int main(void)
{
    return 0;
}
