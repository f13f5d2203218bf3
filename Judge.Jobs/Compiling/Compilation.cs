using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Compiling;

/// <summary>What came of a submission's compile step.</summary>
public sealed record Compilation
{
    /// <summary>The program that the compiler made, where it is worth keeping in a container for its next run; null: it is among the files.</summary>
    public BoxFile? Program { get; init; }
    /// <summary>What the run finds in /box beside it; empty after a failure.</summary>
    public required IReadOnlyList<BoxFile> Files { get; init; }
    /// <summary>What the compiler wrote; null for nothing.</summary>
    public string? Output { get; init; }
    /// <summary>Whether the compiler was spared, by the cache or by an equal compilation under way; null: the language is interpreted.</summary>
    public bool? Cached { get; init; }
    /// <summary>Why there is no program to run; null: there is one.</summary>
    public string? Failure { get; init; }
}
