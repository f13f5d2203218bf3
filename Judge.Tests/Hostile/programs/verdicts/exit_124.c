// Exits with the code by which timeout(1) tells of a time-out.
// expect: {"status": "RE", "exit_code": 124, "signal": null, "limit_exceeded": null, "message": "Exited with code 124"}
int main(void)
{
    return 124;
}
