// Has the compiler work out a constant that takes for ever.
// expect: {"status": "CE"}
constexpr unsigned spin()
{
    unsigned sum = 1;
    for (;;) sum = sum * 3 + 1;
    return sum;
}

int main()
{
    constexpr unsigned constant = spin();
    return constant == 7;
}
