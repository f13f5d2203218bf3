using System.Text.RegularExpressions;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Languages;

/// <summary>What a definition must hold to. Each message names the field and what is accepted.</summary>
internal static partial class LanguageRules
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? FindFault(Language language) => Faults(language).FirstOrDefault();

    private static IEnumerable<string> Faults(Language language)
    {
        if (language.Id <= 0)
            yield return $"id is {language.Id}. Accepted: Judge0's id, or one from 1000.";
        foreach (var name in language.Aliases.Append(language.Word))
            if (!Word().IsMatch(name))
                yield return $"{(name == language.Word ? "language" : "aliases")} holds '{name}'. Accepted: lower-case letters, digits and + # . _ -, beginning with a letter or digit.";
        if (string.IsNullOrWhiteSpace(language.Name))
            yield return "name is empty. Accepted: the name as shown, with {version} where the version goes.";
        if (!Image().IsMatch(language.Image))
            yield return $"image is '{language.Image}'. Accepted: judge/ and the name of a target of Dockerfile.runner.";
        if (language.SourceFile is { } source && !BoxPath.IsValid(source.Replace("{class}", "Main", StringComparison.Ordinal)))
            yield return $"source_file is '{source}'. Accepted: a relative path without '..', or null where a submission consists of files.";
        foreach (var fault in CommandFaults("run", language.Run).Concat(CommandFaults("version_command", language.VersionCommand ?? ["/bin/true"])))
            yield return fault;
        foreach (var (field, patterns) in new[] { ("class_patterns", language.ClassPatterns), ("main_class_patterns", language.MainClassPatterns) })
            foreach (var pattern in patterns)
                if (LanguageCommand.FindPatternFault(pattern) is { } fault)
                    yield return $"{field} holds '{pattern}', which is no pattern: {fault}";
        if (language.PackagePattern is { } package && LanguageCommand.FindPatternFault(package) is { } wrong)
            yield return $"package_pattern is '{package}', which is no pattern: {wrong}";
        if (language.StartAheadUntil is { } held && LanguageCommand.FindUnknownPlaceholder(held) is { } unknown)
            yield return $"start_ahead_until holds the unknown placeholder {unknown}. Accepted: {LanguageCommand.Placeholders}.";
        foreach (var (name, value) in language.Environment)
            if (!Variable().IsMatch(name) || LanguageCommand.FindUnknownPlaceholder(value) is not null)
                yield return $"environment holds '{name}={value}'. Accepted: names of letters, digits and _; the placeholders {LanguageCommand.Placeholders}.";
        if (language.TimeAllowanceSec is < 0 or > 10)
            yield return $"time_allowance_sec is {language.TimeAllowanceSec}. Accepted: 0 to 10.";
        if (language.MemoryAllowanceMb is < 0 or > 1024)
            yield return $"memory_allowance_mb is {language.MemoryAllowanceMb}. Accepted: 0 to 1024.";
        if (language.ProcessAllowance is < 0 or > 256)
            yield return $"process_allowance is {language.ProcessAllowance}. Accepted: 0 to 256.";
        if (language.SourceFile is null ? language.ExampleFiles.Count == 0 : language.ExampleLines.Count == 0)
            yield return "example is empty. Accepted: the lines of a program that reads a name and greets it (example_files where source_file is null).";
        if (language.Compile is { } step)
            foreach (var fault in CompileFaults(step))
                yield return fault;
    }

    private static IEnumerable<string> CompileFaults(CompileStep step)
    {
        foreach (var fault in CommandFaults("compile.command", step.Command))
            yield return fault;
        foreach (var fault in CommandFaults("compile.start_ahead", step.StartAhead ?? ["/bin/true"]))
            yield return fault;
        foreach (var option in step.DefaultOptions)
            if (!option.StartsWith('-') || option.Contains('{') || option.Contains('\0'))
                yield return $"compile.default_options holds '{option}'. Accepted: options that begin with -, each one whole argument, without placeholders.";
        if (step.DefaultOptions.Count > 0 && !step.Command.Contains("{options}"))
            yield return "compile.default_options has no place. Accepted: with {options} in compile.command, where they go.";
        if (step.SourceLast && !step.Command.Contains("{sources}"))
            yield return "compile.source_last has no place. Accepted: with {sources} in compile.command, whose order it tells.";
        if (step.Artifact != "." && !BoxPath.IsValid(step.Artifact))
            yield return $"compile.artifact is '{step.Artifact}'. Accepted: a relative path without '..', or '.'.";
        (string Name, double Value, double Least, double Most)[] ranges =
        [
            ("time_limit_sec", step.TimeLimitSec, 0.1, 120), ("wall_time_limit_sec", step.WallTimeLimitSec, 0.1, 120),
            ("memory_limit_mb", step.MemoryLimitMb, 16, 65_536), ("max_processes", step.MaxProcesses, 1, 4096),
            ("output_limit_kb", step.OutputLimitKb, 1, 1024), ("artifact_limit_mb", step.ArtifactLimitMb, 1, 1024),
        ];
        foreach (var (name, value, least, most) in ranges)
            if (!(value >= least && value <= most))
                yield return $"compile.{name} is {value}. Accepted: {least} to {most}.";
    }

    private static IEnumerable<string> CommandFaults(string field, IReadOnlyList<string> command)
    {
        if (command.Count == 0 || command[0].Length == 0)
            yield return $"{field} is empty. Accepted: an argv, of which the first is a path of the image or of /box.";
        foreach (var part in command)
        {
            if (LanguageCommand.FindUnknownPlaceholder(part) is { } unknown)
                yield return $"{field} holds the unknown placeholder {unknown}. Accepted: {LanguageCommand.Placeholders}.";
            if (part.Contains('\0'))
                yield return $"{field} holds a NUL character.";
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+#._-]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\Ajudge/[a-z0-9][a-z0-9_-]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Image();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
