using System.Globalization;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Verdicts;

/// <summary>What a run comes to, in one word and in a sentence. Only what the runner measured counts, never what the program claims.</summary>
public sealed record Verdict(SubmissionStatus Status, string? Message, string? LimitExceeded)
{
    /// <summary>Judges a run. <paramref name="outputLimitKb"/> null: output is cut, not judged. <paramref name="expected"/> null or empty: any output is right.</summary>
    public static Verdict From(RunReport run, double cpuLimitSec, double wallLimitSec, int memoryLimitMb, int processLimit, int? outputLimitKb, byte[]? expected)
    {
        if (run.Struck.HasFlag(Struck.Cpu) || run.Cpu.TotalSeconds > cpuLimitSec)
            return new(SubmissionStatus.TLE, $"CPU time limit of {Seconds(cpuLimitSec)} s exceeded", "cpu");
        if (run.Struck.HasFlag(Struck.Wall))
            return new(SubmissionStatus.TLE, $"Wall time limit of {Seconds(wallLimitSec)} s exceeded", "wall");
        if ((run.Struck & (Struck.Memory | Struck.OomKill)) != 0)
            return new(SubmissionStatus.MLE, $"Memory limit of {memoryLimitMb} MB exceeded", "memory");
        if (outputLimitKb is not null && (run.Struck & (Struck.Stdout | Struck.Stderr)) != 0)
            return new(SubmissionStatus.OLE, $"Output limit of {outputLimitKb} KB exceeded on {(run.Struck.HasFlag(Struck.Stdout) ? "standard output" : "standard error")}", "output");

        return run switch
        {
            { Ending: Ending.NotExecuted } => Failed($"The program could not be started: {Explanations.OfStartError(run.Code)}"),
            { Ending: Ending.Signaled } => Failed($"Killed by {Signals.Name(run.Code)}"),
            { Code: not 0 } => Failed($"Exited with code {run.Code}"),
            _ when expected is { Length: > 0 } && !OutputComparison.Same(run.Stdout, expected) => new(SubmissionStatus.WA, "The output is not the expected one", null),
            _ => new(SubmissionStatus.OK, null, null),
        };

        Verdict Failed(string how)
        {
            // What stderr says is the program's own word, so that it explains and decides nothing.
            var refused = run.Struck.HasFlag(Struck.Processes) && Explanations.TellsOfRefusedProcess(run.Stderr);
            if (!refused && Explanations.TellsOfMemory(run.Stderr))
                how += $": out of memory, as its standard error tells (limit: {memoryLimitMb} MB)";
            else if (run.Ending == Ending.Signaled && Explanations.OfSignal(Signals.Name(run.Code)) is { } meaning)
                how += $" ({meaning})";
            // A limit of one is reached by every program, whatever it failed of.
            return refused || (run.Struck.HasFlag(Struck.Processes) && processLimit > 1)
                ? new(SubmissionStatus.RE, $"{how}; it had as many processes and threads as its limit allows ({processLimit})", "processes")
                : new(SubmissionStatus.RE, how, null);
        }
    }

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
