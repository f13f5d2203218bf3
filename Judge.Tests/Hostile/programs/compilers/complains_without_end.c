// Makes the compiler complain far more than anybody would read; the program itself is sound.
// expect: {"status": "OK", "exit_code": 0}
#define A _Pragma("GCC warning \"a complaint that fills the line from its beginning to its end, and then another time\"")
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C

D

int main(void)
{
    return 0;
}
