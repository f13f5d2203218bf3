using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Judge.Web.Commands.Bench;

/// <summary>The figures of one run, as tables for docs/benchmarks.md and as docs/benchmarks.json.</summary>
internal sealed record BenchReport(
    IReadOnlyList<Latency> Latency, IReadOnlyList<Throughput> Throughput, Samples WaitMs, double BusyShare, Samples FixedWorkCpuMs,
    IReadOnlyList<(string What, double Mb)> Memory, string Machine)
{
    private static readonly MarkedSection s_section =
        new("<!-- written by ./judge bench: what stands between these two lines is replaced -->", "<!-- end of ./judge bench -->");
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Today}, {Machine}. All rows come from one run, their samples taken in turns: compare ratios, machines differ and drift.\n\n")
            .Append("| latency, one client | p50 ms | p95 ms | p99 ms | samples | p50 to bare | p50 over bare, ms | docker run to p50 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in Latency)
        {
            var samples = row.Samples;
            var (median, bare, docker) = (samples.At(50), MedianOf(row.Bare), MedianOf(row.Docker));
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {median:0.00} | {samples.At(95):0.0} | {samples.At(99):0.0} | {samples.Sorted.Count} ")
                .Append(CultureInfo.InvariantCulture, $"| {Ratio(median, bare)} | {Over(median, bare)} | {Ratio(docker, median)} |\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"| acceptance to start (part of the above) | {WaitMs.At(50):0.0} | {WaitMs.At(95):0.0} | {WaitMs.At(99):0.0} ")
            .Append(CultureInfo.InvariantCulture, $"| {WaitMs.Sorted.Count} | - | - | - |\n")
            .Append("\n| throughput | clients | results/s |\n| --- | --- | --- |\n");
        foreach (var row in Throughput)
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Clients} | {row.PerSecond:0.0} |\n");
        var most = Throughput.Where(row => row.What == "C hello").MaxBy(row => row.Clients)!;
        var timesDocker = most.PerSecond * MedianOf(Commands.Bench.Latency.CInDocker)!.Value / 1000;
        text.Append(CultureInfo.InvariantCulture, $"\nC hello by {most.Clients} clients: {timesDocker:0} times the results of one plain `docker run` after the other. ")
            .Append(CultureInfo.InvariantCulture, $"The CPU-bound programs got {BusyShare:P0} of what the cores can do. ")
            .Append(CultureInfo.InvariantCulture, $"{FixedWorkCpuMs.Sorted.Count} runs of a C program that does a fixed amount of work took {FixedWorkCpuMs.Mean:0} ms of CPU time each, ")
            .Append(CultureInfo.InvariantCulture, $"with a standard deviation of {FixedWorkCpuMs.RelativeDeviation:P1}.\n");
        if (Memory.Count > 0)
            text.Append("\n| memory after the above | MB |\n| --- | --- |\n");
        foreach (var (what, mb) in Memory)
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {mb:0.0} |\n");
        return text.ToString();
    }

    /// <summary>Puts the tables in their place in benchmarks.md, whose other text stays, and writes benchmarks.json.</summary>
    public async Task WriteAsync(string folder, CancellationToken stop)
    {
        var page = Path.Combine(folder, "benchmarks.md");
        var text = File.Exists(page) ? await File.ReadAllTextAsync(page, stop) : "# Benchmarks\n\n";
        await File.WriteAllTextAsync(page, s_section.Replace(text, ToMarkdown()), stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "benchmarks.json"), JsonSerializer.Serialize(new
        {
            date = Today,
            machine = Machine,
            latency_ms = Latency.Select(row => new
            {
                what = row.What,
                p50 = Round(row.Samples.At(50)),
                p95 = Round(row.Samples.At(95)),
                p99 = Round(row.Samples.At(99)),
                samples = row.Samples.Sorted.Count,
            }),
            acceptance_to_start_ms = new { p50 = Round(WaitMs.At(50)), p95 = Round(WaitMs.At(95)), p99 = Round(WaitMs.At(99)) },
            throughput = Throughput.Select(row => new { what = row.What, clients = row.Clients, per_second = Round(row.PerSecond) }),
            cpu_bound_share_of_cores = Round(BusyShare),
            fixed_work_cpu_ms = new { mean = Round(FixedWorkCpuMs.Mean), relative_deviation = Round(FixedWorkCpuMs.RelativeDeviation), samples = FixedWorkCpuMs.Sorted.Count },
            memory_mb = Memory.Select(row => new { what = row.What, mb = Round(row.Mb) }),
        }, s_json) + "\n", stop);
    }

    /// <summary>Of the kind that is named, in milliseconds; null where none is.</summary>
    private double? MedianOf(string? what) => what is null ? null : Latency.First(row => row.What == what).Samples.At(50);

    private static string Over(double median, double? bare) => bare is { } below ? (median - below).ToString("0.00", CultureInfo.InvariantCulture) : "-";

    private static string Ratio(double? part, double? whole) =>
        part is { } above && whole is { } below ? (above / below).ToString(above / below < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) : "-";

    private static double Round(double value) => Math.Round(value, 3);
}
