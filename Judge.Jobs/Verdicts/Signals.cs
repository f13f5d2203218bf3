namespace Judge.Jobs.Verdicts;

/// <summary>Names of Linux's signals on x86-64 and arm64 (signal(7)).</summary>
public static class Signals
{
    private static readonly string[] Names =
    [
        "0", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    // glibc keeps the first two of the kernel's real-time signals for itself.
    private const int FirstRealTime = 34, Last = 64;

    public static string Name(int signal) => signal switch
    {
        > 0 when signal < Names.Length => Names[signal],
        FirstRealTime => "SIGRTMIN",
        > FirstRealTime and <= Last => $"SIGRTMIN+{signal - FirstRealTime}",
        _ => $"signal {signal}",
    };
}
