// Throws where it promised not to.
// expect: {"status": "RE", "signal": "SIGABRT", "stderr": "terminate called after throwing an instance of 'int'\n"}
static void promise() noexcept
{
    throw 7;
}

int main()
{
    try {
        promise();
    } catch (int) {
        return 0;
    }
}
