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
    [InlineData(Ending.Signaled, 11, Struck.None, SubmissionStatus.RE, "Killed by SIGSEGV")]
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

        var verdict = Verdict.From(run, 2, 5, 256, 1024, null);

        verdict.Status.ShouldBe(status);
        verdict.Message.ShouldBe(message);
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
