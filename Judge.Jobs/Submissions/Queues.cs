namespace Judge.Jobs.Submissions;

/// <summary>Names of the three Hangfire queues, the most urgent first.</summary>
public static class Queues
{
    public static readonly string[] All = ["interactive", "normal", "bulk"];
}
