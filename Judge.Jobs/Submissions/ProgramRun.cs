using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Submissions;

/// <summary>How a submission's program is run once there is one.</summary>
public static class ProgramRun
{
    /// <summary>The run of what the submission's compile step left.</summary>
    public static RunRequest RequestOf(Language language, Submission submission, Compilation compilation)
    {
        var command = new LanguageCommand(language, submission);
        var argv = command.Fill(language.Run);
        var environment = command.Fill(language.Environment);
        var limits = LimitsOf(submission.Limits, language);
        return new RunRequest
        {
            Argv = [.. argv, .. submission.Args],
            Env = Merge(environment, submission.Env),
            Program = compilation.Program,
            Files = compilation.Files,
            Stdin = submission.Stdin,
            Limits = limits,
            Ahead = language.StartAheadUntil is not { } held
                ? null
                : new StartAhead { Argv = argv, Env = environment, HeldFile = command.Fill(held), StackBytes = limits.StackBytes },
        };
    }

    private static RunLimits LimitsOf(Limits limits, Language language) => new()
    {
        Cpu = TimeSpan.FromSeconds(limits.TimeLimitSec + language.TimeAllowanceSec),
        Wall = TimeSpan.FromSeconds(limits.WallTimeLimitSec + language.TimeAllowanceSec),
        MemoryBytes = (long)(limits.MemoryLimitMb + language.MemoryAllowanceMb) << 20,
        Cores = limits.CpuCores,
        StackBytes = (long)limits.StackLimitMb << 20,
        MaxProcesses = limits.MaxProcesses + language.ProcessAllowance,
        OutputBytes = (long)limits.OutputLimitKb << 10,
    };

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
    {
        if (second.Count == 0)
            return first;
        var merged = new Dictionary<string, string>(first, StringComparer.Ordinal);
        foreach (var (name, value) in second)
            merged[name] = value;
        return merged;
    }
}
