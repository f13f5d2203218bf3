namespace Judge.Jobs.Submissions;

/// <summary>Names of the three Hangfire queues, the most urgent first.</summary>
public static class Queues
{
    public static readonly string[] All = ["interactive", "normal", "bulk"];

    /// <summary>Redis key of the list of Hangfire jobs that wait in a queue; the last is next.</summary>
    public static string KeyOf(string queue, JudgeOptions options) => $"{options.HangfirePrefix}queue:{queue}";
}
