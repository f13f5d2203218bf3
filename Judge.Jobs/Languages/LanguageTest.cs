using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Compiling;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Jobs.Verdicts;

namespace Judge.Jobs.Languages;

/// <summary>Tries a language out in its image: asks its version, and runs its example.</summary>
public sealed partial class LanguageTest(ISandbox sandbox, Compiler compiler)
{
    private const string Name = "judge";
    // A test must not fail because the host is busy.
    private static readonly Limits Limits = new() { TimeLimitSec = 10, WallTimeLimitSec = 30, MemoryLimitMb = 512 };

    /// <summary>What came of it. The image must be there.</summary>
    /// <exception cref="SandboxException">The sandbox failed: nothing is known of the language.</exception>
    public async Task<LanguageState> RunAsync(Language language, CancellationToken cancellationToken)
    {
        var (version, fault) = await AskVersionAsync(language, cancellationToken);
        fault ??= await RunExampleAsync(language, cancellationToken);
        return fault is null
            ? new LanguageState { Ready = true, Version = version }
            : new LanguageState { Version = version, Problem = $"{fault} It is tried again in {LanguageReadiness.FailureCounts.TotalSeconds:0} s; if that changes nothing, build its image again with: ./judge images {language.Word}" };
    }

    private async Task<(string? Version, string? Fault)> AskVersionAsync(Language language, CancellationToken cancellationToken)
    {
        if (language.VersionCommand is not { } ask)
            return (null, null);
        var command = new LanguageCommand(language, ExampleOf(language));
        var report = await sandbox.RunAsync(language.Image, new RunRequest
        {
            Argv = command.Fill(ask),
            Env = command.Fill(language.Environment),
            Limits = ProgramRun.RequestOf(language, ExampleOf(language), new Compilation { Files = [] }).Limits,
        }, cancellationToken);
        var verdict = VerdictOf(language, report);
        var answer = Encoding.UTF8.GetString(report.Stdout) + Encoding.UTF8.GetString(report.Stderr);
        return report.Code == 0 && Number().Match(answer) is { Success: true } match
            ? (match.Value, null)
            : (null, $"Its version command '{string.Join(' ', ask)}' failed: {verdict.Message ?? "It told no number"}. {Short(answer)}");
    }

    private async Task<string?> RunExampleAsync(Language language, CancellationToken cancellationToken)
    {
        var example = ExampleOf(language);
        var compilation = await compiler.CompileAsync(language, example, cancellationToken);
        if (compilation.Failure is not null)
            return $"Its example does not compile: {Short(compilation.Output ?? compilation.Failure)}";
        var report = await sandbox.RunAsync(language.Image, ProgramRun.RequestOf(language, example, compilation), cancellationToken);
        var verdict = VerdictOf(language, report);
        if (verdict.Status != SubmissionStatus.OK)
            return $"Its example failed: {verdict.Message}. {Short(Encoding.UTF8.GetString(report.Stderr))}";
        return report.Stdout.Length > 0 ? null : "Its example printed nothing.";
    }

    private static Verdict VerdictOf(Language language, RunReport report) =>
        Verdict.From(report, Limits.TimeLimitSec + language.TimeAllowanceSec, Limits.WallTimeLimitSec + language.TimeAllowanceSec, Limits.MemoryLimitMb,
            Limits.MaxProcesses + language.ProcessAllowance, Limits.OutputLimitKb, null);

    private static Submission ExampleOf(Language language) => new()
    {
        Id = "example",
        Language = language.Word,
        Source = Encoding.UTF8.GetBytes(language.Example),
        Files = [.. language.ExampleFiles.Select(file => new SubmissionFile(file.Key, Encoding.UTF8.GetBytes(file.Value)))],
        Stdin = Encoding.UTF8.GetBytes(Name + "\n"),
        Limits = Limits,
    };

    private static string Short(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim() + " ...";

    [GeneratedRegex(@"\d+(\.\d+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
