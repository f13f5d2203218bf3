namespace Judge.Jobs.Sandbox;

/// <summary>One program to run in a container.</summary>
public sealed record RunRequest
{
    /// <summary>So many files are brought back at most; the runner's FILES_MAX.</summary>
    public const int CollectFilesMax = 4096;
    /// <summary>So many folders one in the other are looked into; the runner's DEPTH_MAX.</summary>
    public const int CollectDepthMax = 32;
    private const int PageBytes = 4096;

    public required IReadOnlyList<string> Argv { get; init; }
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// A compiled program, laid in /box before the start. It is root's there, and may stay for the container's next run if that has the
    /// same object; its path has no folder. Null: there is none.
    /// </summary>
    public BoxFile? Program { get; init; }
    /// <summary>Other files laid in /box before the start: the run's own.</summary>
    public IReadOnlyList<BoxFile> Files { get; init; } = [];
    public ReadOnlyMemory<byte> Stdin { get; init; }
    /// <summary>Paths below /box to bring back at the end.</summary>
    public IReadOnlyList<string> Collect { get; init; } = [];
    public required RunLimits Limits { get; init; }
    /// <summary>Class of the container it runs in.</summary>
    public ContainerClass Class { get; init; }
    /// <summary>How the container may start the next run's process ahead once this one has ended; null: not at all.</summary>
    public StartAhead? Ahead { get; init; }

    /// <summary>Bytes that its program and files take of /box, and with that of the container's memory: whole pages.</summary>
    internal long FileBytes => (Program is null ? 0 : PageBytesOf(Program)) + Files.Sum(PageBytesOf);

    private static long PageBytesOf(BoxFile file) => ((long)file.Content.Length + PageBytes - 1) / PageBytes * PageBytes;
}

/// <summary>A regular file below /box.</summary>
public sealed record BoxFile(string Path, ReadOnlyMemory<byte> Content, bool Executable = false);

/// <summary>Limits of one run, allowances included.</summary>
public sealed record RunLimits
{
    /// <summary>CPU time of the whole process tree.</summary>
    public required TimeSpan Cpu { get; init; }
    /// <summary>Time by the monotonic clock from the program's start.</summary>
    public required TimeSpan Wall { get; init; }
    /// <summary>Memory of the whole process tree, what it has in /box and /tmp included.</summary>
    public required long MemoryBytes { get; init; }
    /// <summary>Cores' worth of CPU time; a container that compiles has all of the host's.</summary>
    public double Cores { get; init; } = 1.0;
    /// <summary>Stack of the main thread.</summary>
    public long StackBytes { get; init; } = 64L << 20;
    /// <summary>Length that one file may grow to.</summary>
    public long FileSizeBytes { get; init; } = 64L << 20;
    /// <summary>Processes and threads at once.</summary>
    public int MaxProcesses { get; init; } = 64;
    /// <summary>Descriptors that a process may have at once.</summary>
    public int MaxOpenFiles { get; init; } = 256;
    /// <summary>Bytes kept of each output stream.</summary>
    public long OutputBytes { get; init; } = 1L << 20;
    /// <summary>Bytes brought back of all collected files together.</summary>
    public long CollectBytes { get; init; } = 64L << 20;
    /// <summary>Output over its limit is dropped and the program goes on, instead of being ended.</summary>
    public bool CutOutput { get; init; }
}

/// <summary>Limits that ended a run, or were seen exceeded; the bits of docs/sandbox-protocol.md.</summary>
[Flags]
public enum Struck { None = 0, Cpu = 1, Wall = 2, Memory = 4, Stdout = 8, Stderr = 16, Cancelled = 32, OomKill = 64, Processes = 128, CollectCut = 256 }

/// <summary>How a program ended.</summary>
public enum Ending { Exited = 1, Signaled = 2, NotExecuted = 3 }

/// <summary>What a run did, as the runner saw it.</summary>
public sealed record RunReport
{
    public required Ending Ending { get; init; }
    /// <summary>Exit code, signal number, or errno of the exec, by <see cref="Ending"/>.</summary>
    public required int Code { get; init; }
    /// <summary>The engine's id of the image that it ran in; null: it is not known.</summary>
    public string? ImageId { get; init; }
    public Struck Struck { get; init; }
    /// <summary>Its process was started before the run came.</summary>
    public bool StartedAhead { get; init; }
    /// <summary>The program's start to its end, by the monotonic clock.</summary>
    public TimeSpan Wall { get; init; }
    /// <summary>CPU time of the whole process tree, from the cgroup.</summary>
    public TimeSpan Cpu { get; init; }
    /// <summary>Most that the whole process tree had at once, what it has in /box and /tmp included, page cache of other files not.</summary>
    public long MemoryPeakBytes { get; init; }
    public byte[] Stdout { get; init; } = [];
    public byte[] Stderr { get; init; } = [];
    public long StdoutBytes { get; init; }
    public long StderrBytes { get; init; }
    public IReadOnlyList<BoxFile> Files { get; init; } = [];
    /// <summary>Name of a file that is not among them because it is not UTF-8, for a reader (<see cref="BoxPath.Show"/>); null: there is none.</summary>
    public string? UnreadableName { get; init; }
}
