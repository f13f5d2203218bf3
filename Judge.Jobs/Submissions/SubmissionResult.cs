using System.Text.Json.Serialization;

namespace Judge.Jobs.Submissions;

/// <summary>
/// What is known of a submission: the JSON under <c>submission:{id}</c> and the body of GET /result/{id}
/// (snake_case, every field always there, null until known).
/// </summary>
public sealed record SubmissionResult
{
    public required string SubmissionId { get; init; }
    public SubmissionStatus Status { get; init; }
    /// <summary>What the program wrote, up to its limit; null for nothing.</summary>
    public string? Stdout { get; init; }
    public string? Stderr { get; init; }
    public int? ExitCode { get; init; }
    /// <summary>CPU time of the whole process tree, in seconds.</summary>
    public double? TimeSec { get; init; }
    public double? WallTimeSec { get; init; }
    /// <summary>Peak memory of the whole process tree, in KiB.</summary>
    public long? MemoryKb { get; init; }
    /// <summary>Signal's name, such as <c>SIGSEGV</c>.</summary>
    public string? Signal { get; init; }
    /// <summary>The verdict in words.</summary>
    public string? Message { get; init; }
    /// <summary>cpu, wall, memory, output, processes, or null.</summary>
    public string? LimitExceeded { get; init; }
    public string? CompileOutput { get; init; }
    /// <summary>Whether the compiler was spared, because the same source was compiled before; null where there is none.</summary>
    public bool? CompileCached { get; init; }
    public required string Language { get; init; }
    public bool? StdoutTruncated { get; init; }
    public bool? StderrTruncated { get; init; }
    /// <summary>Bytes the program wrote, kept or not.</summary>
    public long? StdoutBytes { get; init; }
    public long? StderrBytes { get; init; }
    /// <summary>Loss-free copy of a stream that is not UTF-8; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StdoutBase64 { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StderrBase64 { get; init; }
    /// <summary>The API's place for the outcomes of several tests; null always, since a submission is run once, against one expected output.</summary>
    public object? TestResults { get; init; }
    /// <summary>Count of executions asked for: 1, and one more for each re-run.</summary>
    public int Attempt { get; init; } = 1;
    /// <summary>Submissions before this one in its queue, while PENDING; filled when it is read.</summary>
    public long? QueuePosition { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
}
