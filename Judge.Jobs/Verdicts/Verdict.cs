using System.Globalization;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Verdicts;

/// <summary>What a run comes to, in one word and in a sentence. Only what the runner measured counts, never what the program claims.</summary>
public sealed record Verdict(SubmissionStatus Status, string? Message, string? LimitExceeded)
{
    /// <summary>Judges a run. <paramref name="outputLimitKb"/> null: output is cut, not judged. <paramref name="expected"/> null or empty: any output is right.</summary>
    public static Verdict From(RunReport run, double cpuLimitSec, double wallLimitSec, int memoryLimitMb, int? outputLimitKb, byte[]? expected)
    {
        if (run.Struck.HasFlag(Struck.Cpu) || run.Cpu.TotalSeconds > cpuLimitSec)
            return new(SubmissionStatus.TLE, $"CPU time limit of {Seconds(cpuLimitSec)} s exceeded", "cpu");
        if (run.Struck.HasFlag(Struck.Wall))
            return new(SubmissionStatus.TLE, $"Wall time limit of {Seconds(wallLimitSec)} s exceeded", "wall");
        if ((run.Struck & (Struck.Memory | Struck.OomKill)) != 0)
            return new(SubmissionStatus.MLE, $"Memory limit of {memoryLimitMb} MB exceeded", "memory");
        if (outputLimitKb is not null && (run.Struck & (Struck.Stdout | Struck.Stderr)) != 0)
            return new(SubmissionStatus.OLE, $"Output limit of {outputLimitKb} KB exceeded on {(run.Struck.HasFlag(Struck.Stdout) ? "standard output" : "standard error")}", "output");

        var processes = run.Struck.HasFlag(Struck.Processes) ? "processes" : null;
        return run.Ending switch
        {
            Ending.NotExecuted => new(SubmissionStatus.RE, $"The program could not be started (error {run.Code})", processes),
            Ending.Signaled => new(SubmissionStatus.RE, $"Killed by {Signals.Name(run.Code)}", processes),
            _ when run.Code != 0 => new(SubmissionStatus.RE, $"Exited with code {run.Code}", processes),
            _ when expected is { Length: > 0 } && !OutputComparison.Same(run.Stdout, expected) => new(SubmissionStatus.WA, "The output is not the expected one", null),
            _ => new(SubmissionStatus.OK, null, null),
        };
    }

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
