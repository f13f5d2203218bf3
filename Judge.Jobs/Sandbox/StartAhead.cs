namespace Judge.Jobs.Sandbox;

/// <summary>
/// How a program's interpreter is started before the program is known. It is held where it first touches the program's file, and goes on when a run
/// that fits hands it over: docs/sandbox-protocol.md, "Spares".
/// </summary>
public sealed record StartAhead
{
    public required IReadOnlyList<string> Argv { get; init; }
    public required IReadOnlyDictionary<string, string> Env { get; init; }
    /// <summary>Name of the file, as the last part of a path: main.py.</summary>
    public required string HeldFile { get; init; }
    /// <summary>Limit of the main thread's stack, which shapes the address space at the start and cannot come later.</summary>
    public required long StackBytes { get; init; }
    /// <summary>
    /// It is another command than the run's own, which it is told on its standard input. It is used only where it is held by then: until it is ready, the
    /// run's own is quicker.
    /// </summary>
    public bool IsToldItsCommand { get; init; }

    /// <summary>Whether a process started this way is what the run would start itself, or does the same for it.</summary>
    public bool Fits(RunRequest request) =>
        StackBytes == request.Limits.StackBytes
        && Argv.SequenceEqual(IsToldItsCommand ? LauncherOf(request) : request.Argv, StringComparer.Ordinal)
        && Env.Count == request.Env.Count
        && Env.All(pair => request.Env.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static IReadOnlyList<string> LauncherOf(RunRequest request) => request.Ahead is { IsToldItsCommand: true } ahead ? ahead.Argv : [];
}
