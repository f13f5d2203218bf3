using System.Diagnostics;

namespace Judge.Web.Commands.Bench;

/// <summary>Sorted measurements, in milliseconds.</summary>
internal sealed record Samples(IReadOnlyList<double> Sorted)
{
    public static Samples Of(IEnumerable<double> values) => new([.. values.Order()]);

    public double Mean => Sorted.Average();

    /// <summary>Standard deviation of a sample, as a share of the mean.</summary>
    public double RelativeDeviation => Math.Sqrt(Sorted.Sum(value => (value - Mean) * (value - Mean)) / (Sorted.Count - 1)) / Mean;

    /// <summary>The smallest value that this share of all (0 to 100) does not exceed.</summary>
    public double At(int percentile) => Sorted[Math.Max(0, (int)Math.Ceiling(Sorted.Count * percentile / 100.0) - 1)];
}

/// <summary>
/// One kind of work whose duration is sampled; <paramref name="Bare"/> and <paramref name="Docker"/> name the kinds it is compared with, and
/// <paramref name="Pause"/> is waited before each sample.
/// </summary>
internal sealed record Latency(string What, int PerRound, Func<Task> Work, string? Bare = null, string? Docker = null, TimeSpan Pause = default)
{
    public const string CInDocker = "plain hardened `docker run`, C";
    public const string PythonInDocker = "plain hardened `docker run`, Python";

    /// <summary>In the order in which they were taken, in milliseconds.</summary>
    internal List<double> SampledMs { get; } = [];

    public Samples Samples => Samples.Of(SampledMs);

    public async Task SampleAsync()
    {
        for (var at = 0; at < PerRound; at++)
        {
            await Task.Delay(Pause);
            var started = Stopwatch.GetTimestamp();
            await Work();
            SampledMs.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}

/// <summary>Results in a second when so many clients each send their next submission on the last one's result.</summary>
internal sealed record Throughput(string What, int Clients, double PerSecond)
{
    public static async Task<Throughput> MeasureAsync(string what, int clients, TimeSpan time, Func<Task> work)
    {
        await work();
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(started) < time; count++)
                await work();
            return count;
        }));
        return new(what, clients, counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
