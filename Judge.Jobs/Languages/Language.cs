namespace Judge.Jobs.Languages;

/// <summary>One file of sandbox/languages: how a language's programs are compiled and run.</summary>
public sealed record Language
{
    /// <summary>Judge0's id where it has one, else from 1000.</summary>
    public required int Id { get; init; }
    /// <summary>The word that POST /execute takes.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("language")]
    public required string Word { get; init; }
    public required string Name { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    /// <summary>Docker image its programs run in.</summary>
    public required string Image { get; init; }
    public required string SourceFile { get; init; }
    public CompileStep? Compile { get; init; }
    /// <summary>Argv of the program; the submission's args follow.</summary>
    public required IReadOnlyList<string> Run { get; init; }
    /// <summary>
    /// Name of the file whose first touch shows that the runtime is up and wants its program: main.py, Main.class. The runtime is then started before
    /// the program is known, and held there. Null: started with its run.
    /// </summary>
    public string? StartAheadUntil { get; init; }
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<string> VersionCommand { get; init; }
    /// <summary>MiB that the runtime itself needs beside the submission's limit.</summary>
    public int MemoryAllowanceMb { get; init; }
    /// <summary>Threads that the runtime itself needs beside the submission's limit.</summary>
    public int ProcessAllowance { get; init; }
    /// <summary>A program that reads input.</summary>
    public string Example { get; init; } = "";
}

/// <summary>How a source becomes an artifact. An element <c>{options}</c> of the command stands for the submission's compiler options.</summary>
public sealed record CompileStep
{
    public required IReadOnlyList<string> Command { get; init; }
    /// <summary>Path below /box of what the run needs.</summary>
    public required string Artifact { get; init; }
}
