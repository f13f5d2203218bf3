using System.Text.Json.Serialization;

namespace Judge.Jobs.Submissions;

/// <summary>Where a submission stands, or the verdict it ended with. The names are what the API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubmissionStatus>))]
public enum SubmissionStatus
{
    /// <summary>Stored and queued; no worker has it yet.</summary>
    PENDING,
    /// <summary>A worker has it.</summary>
    PROCESSING,
    /// <summary>Ran to its end with exit code 0, within every limit (and with the expected output, where one was given).</summary>
    OK,
    /// <summary>Time limit exceeded: CPU time or wall time; <c>limit_exceeded</c> says which.</summary>
    TLE,
    /// <summary>Memory limit exceeded.</summary>
    MLE,
    /// <summary>Output limit exceeded, on standard output or standard error.</summary>
    OLE,
    /// <summary>Runtime error: an exit code other than 0, or a signal.</summary>
    RE,
    /// <summary>Compile error.</summary>
    CE,
    /// <summary>Wrong answer: ended well, but the output is not the expected one.</summary>
    WA,
    /// <summary>The judge's own fault, never the program's.</summary>
    INTERNAL_ERROR,
}

/// <summary>What the statuses have in common.</summary>
public static class SubmissionStatuses
{
    /// <summary>Whether one of this status neither waits nor runs.</summary>
    public static bool IsEnd(this SubmissionStatus status) => status is not (SubmissionStatus.PENDING or SubmissionStatus.PROCESSING);
}
