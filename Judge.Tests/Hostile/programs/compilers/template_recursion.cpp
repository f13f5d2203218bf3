// Instantiates a template by way of itself, twice each time, without end.
// expect: {"status": "CE"}
template<unsigned long N> struct More
{
    static constexpr unsigned long value = More<2 * N>::value + More<2 * N + 1>::value;
};

int main()
{
    return More<1>::value;
}
