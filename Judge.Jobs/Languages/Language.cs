using System.Text.Json.Serialization;

namespace Judge.Jobs.Languages;

/// <summary>One file of sandbox/languages: how a language's programs are compiled and run. docs/adding-a-language.md explains each field.</summary>
public sealed record Language
{
    /// <summary>Judge0's id where it has one, else from 1000.</summary>
    public required int Id { get; init; }
    /// <summary>Judge0's ids of other versions of the language; they count as aliases.</summary>
    public IReadOnlyList<int> OtherIds { get; init; } = [];
    /// <summary>The word that POST /execute takes.</summary>
    [JsonPropertyName("language")]
    public required string Word { get; init; }
    /// <summary>Name as shown; <c>{version}</c> stands for the version asked of the image.</summary>
    public required string Name { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    /// <summary>Docker image its programs run in, without a tag.</summary>
    public required string Image { get; init; }
    /// <summary>Name of the file that the source is laid in, with <c>{class}</c> for the class found in it; null: such a submission has files only.</summary>
    public string? SourceFile { get; init; }
    /// <summary>
    /// Patterns of which the first that matches in the source's outline (<see cref="SourceOutline"/>) names the class by its first group, or
    /// <see cref="DefaultClass"/> where it has none.
    /// </summary>
    public IReadOnlyList<string> ClassPatterns { get; init; } = [];
    /// <summary>The same for the class that is run, where that need not be the one that the file is named by.</summary>
    public IReadOnlyList<string> MainClassPatterns { get; init; } = [];
    public string DefaultClass { get; init; } = "Main";
    /// <summary>Pattern whose first group, in the outline, is the package that the source puts its classes in; null: sources have none.</summary>
    public string? PackagePattern { get; init; }
    /// <summary>The source is itself a program.</summary>
    public bool SourceExecutable { get; init; }
    /// <summary>The source keeps a byte order mark; else it is left out, because most compilers and interpreters take it for a part of the program.</summary>
    public bool KeepByteOrderMark { get; init; }
    /// <summary>Files that a submission must bring, for a language without a source file.</summary>
    public IReadOnlyList<string> RequiredFiles { get; init; } = [];
    /// <summary>Null: interpreted.</summary>
    public CompileStep? Compile { get; init; }
    /// <summary>Argv of the program, with the placeholders of <see cref="LanguageCommand"/>; the submission's args follow.</summary>
    public required IReadOnlyList<string> Run { get; init; }
    /// <summary>
    /// Name of the file whose first touch shows that the runtime is up and wants its program: main.py, <c>{main}.class</c>. The runtime is then started
    /// before the program is known, and held there. Behind <c>read:</c> it is the first read that counts, of a runtime that opens its program before it is up.
    /// Null: started with its run.
    /// </summary>
    public string? StartAheadUntil { get; init; }
    /// <summary>Environment of both steps, with the placeholders of <see cref="LanguageCommand"/>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    /// <summary>Argv whose output holds the version; null: the language has none.</summary>
    public IReadOnlyList<string>? VersionCommand { get; init; }
    /// <summary>CPU seconds that the runtime itself needs beside the submission's limit.</summary>
    public double TimeAllowanceSec { get; init; }
    /// <summary>MiB that the runtime itself needs beside the submission's limit.</summary>
    public int MemoryAllowanceMb { get; init; }
    /// <summary>Threads that the runtime itself needs beside the submission's limit.</summary>
    public int ProcessAllowance { get; init; }
    /// <summary>Lines of a program that reads a name and greets it: shown to users, and the test that makes the language ready.</summary>
    [JsonPropertyName("example")]
    public required IReadOnlyList<string> ExampleLines { get; init; }
    /// <summary>Files of the example, for a language without a source file.</summary>
    public IReadOnlyDictionary<string, string> ExampleFiles { get; init; } = new Dictionary<string, string>();

    /// <summary><see cref="ExampleLines"/> as one text.</summary>
    [JsonIgnore]
    public string Example => string.Concat(ExampleLines.Select(line => line + "\n"));
    /// <summary>Every name that finds it: word, aliases and ids.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names =>
        [Word, .. Aliases, .. OtherIds.Append(Id).Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}

/// <summary>How a source becomes an artifact.</summary>
public sealed record CompileStep
{
    /// <summary>Argv of the compiler, with the placeholders of <see cref="LanguageCommand"/>.</summary>
    public required IReadOnlyList<string> Command { get; init; }
    /// <summary>
    /// Options that stand before a submission's compiler_options, for a compiler that takes none twice: each is left out where the submission gives one of
    /// the same name, which is what stands before <c>=</c>.
    /// </summary>
    public IReadOnlyList<string> DefaultOptions { get; init; } = [];
    /// <summary>The source stands behind the submission's files in <c>{sources}</c>, for a compiler that takes each file after those that it uses; else before them.</summary>
    public bool SourceLast { get; init; }
    /// <summary>Path below /box of the file or folder that the run needs; <c>.</c>: all that is in /box then.</summary>
    public required string Artifact { get; init; }
    /// <summary>
    /// Argv of the compiler as it is started before there is anything to compile: it makes itself ready, opens /dev/stdin, and reads from it the command, each
    /// argument with a NUL behind it. Null: started with its source.
    /// </summary>
    public IReadOnlyList<string>? StartAhead { get; init; }
    /// <summary>CPU seconds. 0.1 to 120.</summary>
    public double TimeLimitSec { get; init; } = 15;
    /// <summary>Seconds by the clock. 0.1 to 120.</summary>
    public double WallTimeLimitSec { get; init; } = 30;
    /// <summary>MiB. 16 to 65,536; more than Sandbox:CompileMemoryMb has room for has the container enlarged.</summary>
    public int MemoryLimitMb { get; init; } = 1024;
    /// <summary>Processes and threads. 1 to 4,096.</summary>
    public int MaxProcesses { get; init; } = 128;
    /// <summary>KiB kept of what the compiler writes, of each stream. 1 to 1,024.</summary>
    public int OutputLimitKb { get; init; } = 64;
    /// <summary>MiB of the artifact. 1 to 1,024.</summary>
    public int ArtifactLimitMb { get; init; } = 64;
}
