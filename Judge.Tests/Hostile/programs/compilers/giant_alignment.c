// Asks for an alignment of 256 MB, which pads the program's file.
// expect: {"status": "CE"}
__attribute__((aligned(1 << 28))) char first[1] = { 1 };
__attribute__((aligned(1 << 28))) char second[1] = { 1 };

int main(void)
{
    return first[0] + second[0];
}
