using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Jobs.Verdicts;
using Shouldly;

namespace Judge.Tests.Verdicts;

public class VerdictTests
{
    [Theory]
    [InlineData(Ending.Exited, 0, Struck.None, SubmissionStatus.OK, null)]
    [InlineData(Ending.Exited, 3, Struck.None, SubmissionStatus.RE, "Exited with code 3")]
    [InlineData(Ending.Exited, 137, Struck.None, SubmissionStatus.RE, "Exited with code 137")]
    [InlineData(Ending.Exited, 124, Struck.None, SubmissionStatus.RE, "Exited with code 124")]
    [InlineData(Ending.Signaled, 11, Struck.None, SubmissionStatus.RE, "Killed by SIGSEGV (it touched memory that it may not, or its stack grew past the limit)")]
    [InlineData(Ending.Signaled, 9, Struck.None, SubmissionStatus.RE, "Killed by SIGKILL")]
    [InlineData(Ending.Signaled, 24, Struck.None, SubmissionStatus.RE, "Killed by SIGXCPU")]
    [InlineData(Ending.Signaled, 9, Struck.Cpu, SubmissionStatus.TLE, "CPU time limit of 2 s exceeded")]
    [InlineData(Ending.Signaled, 9, Struck.Wall, SubmissionStatus.TLE, "Wall time limit of 5 s exceeded")]
    [InlineData(Ending.Signaled, 9, Struck.Memory, SubmissionStatus.MLE, "Memory limit of 256 MB exceeded")]
    [InlineData(Ending.Signaled, 9, Struck.OomKill, SubmissionStatus.MLE, "Memory limit of 256 MB exceeded")]
    [InlineData(Ending.Signaled, 9, Struck.Stdout, SubmissionStatus.OLE, "Output limit of 1024 KB exceeded on standard output")]
    [InlineData(Ending.Signaled, 9, Struck.Stderr, SubmissionStatus.OLE, "Output limit of 1024 KB exceeded on standard error")]
    public void What_the_runner_saw_decides_the_verdict(Ending ending, int code, Struck struck, SubmissionStatus status, string? message)
    {
        var run = new RunReport { Ending = ending, Code = code, Struck = struck };

        var verdict = Verdict.From(run, 2, 5, 256, 64, 1024, null);

        verdict.Status.ShouldBe(status);
        verdict.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData(Ending.Exited, 1, "Traceback:\nMemoryError\n", "Exited with code 1: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Exited, 1, "java.lang.OutOfMemoryError: Java heap space", "Exited with code 1: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Signaled, 6, "terminate called after throwing an instance of 'std::bad_alloc'\n", "Killed by SIGABRT: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Signaled, 6, "", "Killed by SIGABRT (it gave itself up: abort, a failed assertion, or an exception that nobody caught)")]
    [InlineData(Ending.Exited, 2, "runtime: out of memory: cannot allocate 35184372097024-byte block (3866624 in use)\nfatal error: out of memory\n", "Exited with code 2: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Exited, 2, "fatal error: runtime: cannot allocate memory\n\nruntime stack:\n", "Exited with code 2: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Signaled, 6, "Out of memory.\n", "Killed by SIGABRT: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Signaled, 6, "a line of its own\nOut of memory.\n", "Killed by SIGABRT: out of memory, as its standard error tells (limit: 256 MB)")]
    [InlineData(Ending.Exited, 1, "Out of memory. Nothing of the kind.\n", "Exited with code 1")]
    [InlineData(Ending.Exited, 1, "You are never Out of memory.\n", "Exited with code 1")]
    [InlineData(Ending.Exited, 1, "Out of memory.\nA joke.\n", "Exited with code 1")]
    [InlineData(Ending.NotExecuted, 7, "", "The program could not be started: its arguments and environment are too long")]
    [InlineData(Ending.NotExecuted, 8, "", "The program could not be started: it is not a program of this machine")]
    [InlineData(Ending.NotExecuted, 99, "", "The program could not be started: error 99 (Cannot assign requested address)")]
    [InlineData(Ending.NotExecuted, 40, "", "The program could not be started: it names itself as its interpreter, or its interpreters or links name one another without end")]
    [InlineData(Ending.Exited, 0, "MemoryError", null)]
    public void A_failure_is_explained_in_words(Ending ending, int code, string stderr, string? message)
    {
        var run = new RunReport { Ending = ending, Code = code, Stderr = System.Text.Encoding.UTF8.GetBytes(stderr) };

        var verdict = Verdict.From(run, 2, 5, 256, 64, 1024, null);

        verdict.Message.ShouldBe(message);
        verdict.LimitExceeded.ShouldBeNull();
    }

    [Fact]
    public void Only_the_end_of_stderr_tells_of_memory()
    {
        var stderr = System.Text.Encoding.UTF8.GetBytes("MemoryError" + new string(' ', 5000));

        Explanations.TellsOfMemory(stderr).ShouldBeFalse();
    }

    [Theory]
    [InlineData("fatal error: runtime: out of memory")]
    [InlineData("runtime: out of memory: cannot allocate 35184372097024-byte block (3866624 in use)\nfatal error: out of memory")]
    [InlineData("fatal error: runtime: cannot allocate memory")]
    public void Go_tells_of_memory_before_its_long_trace(string words)
    {
        var trace = string.Concat(Enumerable.Repeat("goroutine 1 [running]:\nmain.main()\n\t/box/main.go:8 +0x69\n", 200));

        Explanations.TellsOfMemory(System.Text.Encoding.UTF8.GetBytes($"{words}\n\n{trace}exit status 2\n")).ShouldBeTrue();
        Explanations.TellsOfMemory(System.Text.Encoding.UTF8.GetBytes($"fatal error: all goroutines are asleep - deadlock!\n\n{trace}")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(64, "", "Exited with code 1; it had as many processes and threads as its limit allows (64)")]
    [InlineData(64, "BlockingIOError: [Errno 11] Resource temporarily unavailable\n", "Exited with code 1; it had as many processes and threads as its limit allows (64)")]
    [InlineData(1, "RuntimeError: can't start new thread\n", "Exited with code 1; it had as many processes and threads as its limit allows (1)")]
    [InlineData(2, "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached", "Exited with code 1; it had as many processes and threads as its limit allows (2)")]
    public void A_failure_at_the_limit_of_processes_tells_of_it(int limit, string stderr, string message)
    {
        var run = new RunReport { Ending = Ending.Exited, Code = 1, Struck = Struck.Processes, Stderr = System.Text.Encoding.UTF8.GetBytes(stderr) };

        var verdict = Verdict.From(run, 2, 5, 256, limit, 1024, null);

        verdict.ShouldBe(new Verdict(SubmissionStatus.RE, message, "processes"));
    }

    [Theory]
    [InlineData(Struck.Processes, 1, "")]
    [InlineData(Struck.None, 64, "BlockingIOError: [Errno 11] Resource temporarily unavailable\n")]
    public void A_limit_of_one_process_that_every_program_reaches_and_mere_words_tell_nothing(Struck struck, int limit, string stderr)
    {
        var run = new RunReport { Ending = Ending.Exited, Code = 3, Struck = struck, Stderr = System.Text.Encoding.UTF8.GetBytes(stderr) };

        Verdict.From(run, 2, 5, 256, limit, 1024, null).ShouldBe(new Verdict(SubmissionStatus.RE, "Exited with code 3", null));
    }

    [Theory]
    [InlineData("1 2\n", "1 2", true)]
    [InlineData("1 2  \r\n3\n\n\n", "1 2\n3", true)]
    [InlineData("1\n\n2", "1\n2", false)]
    [InlineData(" 1", "1", false)]
    [InlineData("1", "1\n2", false)]
    [InlineData("", "1", false)]
    [InlineData("1 \n2", "1\n2\n", true)]
    public void Output_is_compared_as_judges_do(string actual, string expected, bool same) =>
        OutputComparison.Same(System.Text.Encoding.UTF8.GetBytes(actual), System.Text.Encoding.UTF8.GetBytes(expected)).ShouldBe(same);
}
