namespace Judge.Jobs.Submissions;

/// <summary>What one run may use. Units are in the names; ranges are the validator's.</summary>
public sealed record Limits
{
    /// <summary>CPU seconds of the whole process tree.</summary>
    public double TimeLimitSec { get; init; } = 2.0;
    /// <summary>Seconds by the monotonic clock from the program's start.</summary>
    public double WallTimeLimitSec { get; init; } = WallTimeFor(2.0);
    /// <summary>Memory of the whole process tree, files in its tmpfs included, in MiB.</summary>
    public int MemoryLimitMb { get; init; } = 256;
    /// <summary>Cores' worth of CPU the container may use.</summary>
    public double CpuCores { get; init; } = 1.0;
    /// <summary>Bytes kept of each output stream, in KiB; one byte more is OLE.</summary>
    public int OutputLimitKb { get; init; } = 1024;
    /// <summary>Stack of the main thread, in MiB.</summary>
    public int StackLimitMb { get; init; } = 64;
    /// <summary>Processes and threads at once.</summary>
    public int MaxProcesses { get; init; } = 64;

    /// <summary>Wall time limit, in seconds, of a request that names none, by its CPU time limit in seconds.</summary>
    public static double WallTimeFor(double timeLimitSec) => Math.Min(60, (2 * timeLimitSec) + 1);
}
