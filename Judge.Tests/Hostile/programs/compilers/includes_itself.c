// Includes itself twice, and so on: more files than there are atoms.
// expect: {"status": "CE"}
#include __FILE__
#include __FILE__

int main(void)
{
    return 0;
}
