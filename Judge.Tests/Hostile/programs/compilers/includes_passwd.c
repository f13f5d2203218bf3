// Includes the list of users, to read it in the compiler's complaint: it is the image's own, and nobody's.
// expect: {"status": "CE"}
#include "/etc/passwd"

int main(void)
{
    return 0;
}
