// Fails as the one process that it may have, and has asked for no second.
// request: {"max_processes": 1}
// expect: {"status": "RE", "exit_code": 3, "message": "Exited with code 3", "limit_exceeded": null}
int main(void) { return 3; }
