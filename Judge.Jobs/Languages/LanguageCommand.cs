using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Languages;

/// <summary>
/// Fills the placeholders of a definition for one submission: <c>{source}</c>, <c>{class}</c> (that names the file), <c>{main}</c> (the class that is run),
/// <c>{main_class}</c> (with its package), <c>{memory_mb}</c>, <c>{memory_hex}</c> (bytes), <c>{cores}</c> (those that it may use, rounded up, and two at
/// least), <c>{whole_cores}</c> (one at least), <c>{stack_mb}</c>, <c>{stack_words}</c> (of 8 bytes) and <c>{stack_kb_usable}</c> (what a runtime that
/// watches its stack by itself may use of it) anywhere; <c>{sources}</c> (the source and every file with its ending) and <c>{options}</c> (the compiler
/// options, behind the defaults that they leave) as whole elements, which become many. Whoever fills a compiler's command gives a submission with the
/// compiler's limits.
/// </summary>
public sealed partial class LanguageCommand
{
    /// <summary>Every placeholder there is.</summary>
    public const string Placeholders =
        "{source}, {sources}, {class}, {main}, {main_class}, {options}, {memory_mb}, {memory_hex}, {cores}, {whole_cores}, {stack_mb}, {stack_words}, {stack_kb_usable}";

    /// <summary>KiB of a stack that are left to what is called at its end, to arguments and environment; of a small one, half.</summary>
    private const int StackMarginKb = 1024;
    /// <summary>With one core a runtime lets a thread that waits in a loop keep from their work those that it waits for.</summary>
    private const int CoresLeast = 2;
    private const int WordsPerMb = 1024 * 1024 / 8;
    private const char ByteOrderMark = '\uFEFF';
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);
    private readonly Submission _submission;
    private readonly IReadOnlyList<string> _defaultOptions;
    private readonly bool _sourceLast;
    private readonly string _class;
    private readonly string _main;
    private readonly string _mainClass;

    public LanguageCommand(Language language, Submission submission)
    {
        _submission = submission;
        _defaultOptions = language.Compile?.DefaultOptions ?? [];
        _sourceLast = language.Compile?.SourceLast ?? false;
        var outline = language.ClassPatterns.Count == 0 && language.PackagePattern is null ? "" : SourceOutline.Of(Encoding.UTF8.GetString(submission.Source).TrimStart(ByteOrderMark));
        _class = FindClass(language.ClassPatterns, outline, language.DefaultClass);
        _main = FindClass(language.MainClassPatterns, outline, _class);
        _mainClass = FindPackage(language, outline) is { } package ? $"{package}.{_main}" : _main;
        SourceFile = language.SourceFile?.Replace("{class}", _class, StringComparison.Ordinal);
    }

    /// <summary>Path of the source below /box, too long for one if its class has such a name; null where a submission consists of files.</summary>
    public string? SourceFile { get; }

    /// <summary>The argv that a definition's command comes to.</summary>
    public IReadOnlyList<string> Fill(IReadOnlyList<string> command)
    {
        var argv = new List<string>(command.Count);
        foreach (var part in command)
        {
            if (part == "{options}")
                argv.AddRange(Options());
            else if (part == "{sources}")
                argv.AddRange(Sources());
            else
                argv.Add(Fill(part));
        }
        return argv;
    }

    /// <summary>The environment that a definition's comes to.</summary>
    public IReadOnlyDictionary<string, string> Fill(IReadOnlyDictionary<string, string> environment) =>
        environment.Values.Any(value => value.Contains('{')) ? environment.ToDictionary(pair => pair.Key, pair => Fill(pair.Value)) : environment;

    /// <summary>The first thing in braces that is no placeholder, or null.</summary>
    internal static string? FindUnknownPlaceholder(string text) =>
        Braces().Matches(text).Select(match => match.Value)
            .FirstOrDefault(found => !Placeholders.Split(", ").Contains(found) || (found is "{options}" or "{sources}" && text != found));

    /// <summary>Why it is no pattern that can be used, or null.</summary>
    internal static string? FindPatternFault(string pattern)
    {
        try
        {
            PatternOf(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }

    /// <summary>The text with its placeholders filled.</summary>
    public string Fill(string text) => !text.Contains('{') ? text : text
        .Replace("{source}", SourceFile is null ? null : Argument(SourceFile), StringComparison.Ordinal)
        .Replace("{class}", _class, StringComparison.Ordinal)
        .Replace("{main}", _main, StringComparison.Ordinal)
        .Replace("{main_class}", _mainClass, StringComparison.Ordinal)
        .Replace("{memory_mb}", _submission.Limits.MemoryLimitMb.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{memory_hex}", ((long)_submission.Limits.MemoryLimitMb << 20).ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{cores}", Math.Max(CoresLeast, WholeCores).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{whole_cores}", WholeCores.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{stack_mb}", _submission.Limits.StackLimitMb.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{stack_words}", (_submission.Limits.StackLimitMb * (long)WordsPerMb).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{stack_kb_usable}", UsableKb(_submission.Limits.StackLimitMb * 1024).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private int WholeCores => (int)Math.Ceiling(_submission.Limits.CpuCores);

    private static int UsableKb(int stackKb) => stackKb - Math.Min(StackMarginKb, stackKb / 2);

    private IEnumerable<string> Options()
    {
        var given = _submission.CompilerOptions.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return _defaultOptions.Where(option => !given.Contains(NameOf(option))).Concat(_submission.CompilerOptions);
    }

    // --edition=2021 and the first of --edition 2021 have one name.
    private static string NameOf(string option) => option.Split('=', 2)[0];

    private IEnumerable<string> Sources()
    {
        var ending = System.IO.Path.GetExtension(SourceFile);
        var others = _submission.Files.Select(file => file.Name).Where(name => System.IO.Path.GetExtension(name) == ending && name != SourceFile);
        var all = SourceFile is null ? others : _sourceLast ? others.Append(SourceFile) : others.Prepend(SourceFile);
        return all.Select(Argument);
    }

    // A program would take a name that begins with a dash for an option.
    private static string Argument(string name) => name.StartsWith('-') ? "./" + name : name;

    private static string FindClass(IReadOnlyList<string> patterns, string outline, string otherwise)
    {
        foreach (var pattern in patterns)
            if (PatternOf(pattern).Match(outline) is { Success: true } match)
                return match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value : otherwise;
        return otherwise;
    }

    // Scala's may be told in several clauses, one in the other.
    private static string? FindPackage(Language language, string outline)
    {
        if (language.PackagePattern is not { } pattern)
            return null;
        var (names, end) = (new List<string>(), 0);
        var match = PatternOf(pattern).Match(outline);
        while (match.Success && (names.Count == 0 || outline.AsSpan(end, match.Index - end).IsWhiteSpace()))
        {
            names.Add(match.Groups[1].Value);
            end = match.Index + match.Length;
            match = PatternOf(pattern).Match(outline, end);
        }
        return names.Count == 0 ? null : string.Join('.', names);
    }

    // The source is a stranger's: its matching must take time in proportion to its length.
    private static Regex PatternOf(string pattern) =>
        Patterns.GetOrAdd(pattern, text => new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline));

    [GeneratedRegex(@"\{[a-z_]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();
}
