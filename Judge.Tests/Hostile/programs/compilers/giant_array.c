// A gigabyte that would have to stand in the program's file.
// expect: {"status": "CE", "exit_code": null, "stdout": null}
char giant[1 << 30] = { 1 };

int main(void)
{
    return giant[5];
}
