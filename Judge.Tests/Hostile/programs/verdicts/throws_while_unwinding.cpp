// Throws an exception from a destructor, while another one is on its way.
// expect: {"status": "RE", "signal": "SIGABRT", "exit_code": null}
struct Worse
{
    ~Worse() noexcept(false) { throw 2; }
};

int main()
{
    try {
        Worse worse;
        throw 1;
    } catch (int number) {
        return number - 1;
    }
}
