using System.Diagnostics;
using System.Diagnostics.Metrics;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Telemetry;

/// <summary>
/// The judge's own instruments: the meter and the activity source named <c>Judge</c>. Whether anything is collected is the host's
/// choice; without a listener a recording costs nanoseconds. docs/operations.md lists the metrics.
/// </summary>
public static class JudgeTelemetry
{
    public const string Name = "Judge";

    /// <summary>Other parts make their instruments of it, as static fields.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Spans of a submission's path: accepted, executed, compiled, run.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Buckets for a histogram of seconds: those that exporters have by themselves are made for milliseconds.</summary>
    internal static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly Counter<long> s_finished = Meter.CreateCounter<long>(
        "judge.submissions", "{submission}", "Submissions that got their result, by verdict and language.");

    private static readonly Histogram<double> s_waiting = Meter.CreateHistogram(
        "judge.submission.waiting_time", "s", "From a submission's acceptance to its start.", advice: Seconds);

    private static readonly Histogram<double> s_running = Meter.CreateHistogram(
        "judge.submission.run_time", "s", "Wall time of the program, by language.", advice: Seconds);

    private static readonly Histogram<double> s_total = Meter.CreateHistogram(
        "judge.submission.total_time", "s", "From a submission's acceptance to its stored result, by language.", advice: Seconds);

    internal static void CountStarted(SubmissionResult started)
    {
        // A re-run keeps the time of its first acceptance, which says nothing about its own wait.
        if (started is { Attempt: 1, StartedAt: { } at })
            s_waiting.Record((at - started.CreatedAt).TotalSeconds);
    }

    internal static void CountFinished(SubmissionResult finished)
    {
        var language = new KeyValuePair<string, object?>("language", finished.Language);
        s_finished.Add(1, language, new("verdict", finished.Status.ToString()));
        if (finished.WallTimeSec is { } wall)
            s_running.Record(wall, language);
        if (finished is { Attempt: 1, FinishedAt: { } at })
            s_total.Record((at - finished.CreatedAt).TotalSeconds, language);
    }
}
