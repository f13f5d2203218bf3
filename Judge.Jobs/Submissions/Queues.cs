namespace Judge.Jobs.Submissions;

/// <summary>Names of Hangfire's queues.</summary>
public static class Queues
{
    /// <summary>That of a submission that names none.</summary>
    public const string Default = "normal";

    /// <summary>Those of submissions, the most urgent first.</summary>
    public static readonly string[] All = ["interactive", Default, "bulk"];

    /// <summary>The cleanup's own. It counts as no submission, and no flood of submissions keeps it from being taken.</summary>
    public const string Cleanup = "cleanup";

    /// <summary>Those that workers take from, in the order in which they look.</summary>
    public static readonly string[] Served = [Cleanup, .. All];

    /// <summary>Redis key of the list of Hangfire jobs that wait in a queue; the last is next.</summary>
    public static string KeyOf(string queue, JudgeOptions options) => $"{options.HangfirePrefix}queue:{queue}";
}
