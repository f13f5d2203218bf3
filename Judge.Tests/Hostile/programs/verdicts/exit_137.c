// Exits with the code by which a shell tells of SIGKILL, as after an OOM kill.
// expect: {"status": "RE", "exit_code": 137, "signal": null, "limit_exceeded": null, "message": "Exited with code 137"}
int main(void)
{
    return 137;
}
