// Ends its options with one that takes the judge's own as its value.
// request: {"compiler_options": ["-o"]}
// expect: {"status": "CE"}
int main(void)
{
    return 0;
}
