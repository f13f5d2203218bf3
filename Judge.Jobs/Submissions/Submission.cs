namespace Judge.Jobs.Submissions;

/// <summary>A program to run, as the client sent it and validation accepted it. Stored under <c>submission:{id}:request</c>.</summary>
public sealed record Submission
{
    /// <summary>Lower-case UUID with dashes.</summary>
    public required string Id { get; init; }
    /// <summary>Canonical language word, such as <c>python</c>; aliases are resolved before.</summary>
    public required string Language { get; init; }
    /// <summary>Source file's bytes.</summary>
    public required byte[] Source { get; init; }
    /// <summary>Files beside the source. Those with the source's ending are compiled with it.</summary>
    public IReadOnlyList<SubmissionFile> Files { get; init; } = [];
    /// <summary>Bytes for standard input; empty for none.</summary>
    public byte[] Stdin { get; init; } = [];
    public Limits Limits { get; init; } = new();
    /// <summary>Arguments of the program; never passed through a shell.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];
    /// <summary>Options of the compiler; never passed through a shell.</summary>
    public IReadOnlyList<string> CompilerOptions { get; init; } = [];
    /// <summary>Environment beside the language's own.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
    /// <summary>Output that makes it OK rather than WA; null: any output will do.</summary>
    public byte[]? ExpectedOutput { get; init; }
    /// <summary>True when results' streams are returned as base64 text.</summary>
    public bool Base64 { get; init; }
    /// <summary>Hangfire queue: <c>interactive</c>, <c>normal</c> or <c>bulk</c>.</summary>
    public string Priority { get; init; } = Queues.Default;
    /// <summary>W3C trace context of the request that brought it, where traces are exported.</summary>
    public string? TraceParent { get; init; }
    public DateTime CreatedAt { get; init; }
}
