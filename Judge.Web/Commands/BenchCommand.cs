using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;

namespace Judge.Web.Commands;

/// <summary><c>./judge bench</c>: latency, throughput and what they are to be compared with, all in one run.</summary>
internal static class BenchCommand
{
    private const int Samples = 100;
    private static readonly (string Name, string Language, string Source)[] Programs =
    [
        ("Python hello", "python", "print('hello')"),
        ("C hello", "c", "#include <stdio.h>\nint main(void){puts(\"hello\");return 0;}"),
    ];

    public static async Task<int> RunAsync(int port, CancellationToken stop)
    {
        using var client = new JudgeClient(port);
        var rows = new List<(string What, double[] Sorted)>
        {
            ("bare `python3 -c`", await SampleAsync(20, () => ProcessAsync("/usr/bin/python3", ["-c", "print('hello')"], stop))),
            ("plain hardened `docker run` of python", await SampleAsync(5, () => ProcessAsync("docker",
                ["run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--entrypoint", "/usr/bin/python3", "judge/python", "-c", "print('hello')"], stop))),
        };
        var throughput = new List<(string What, int Clients, double PerSecond)>();
        foreach (var (name, language, source) in Programs)
        {
            var request = new JsonObject { ["language"] = language, ["source_code"] = source };
            if (language == "c")
            {
                // A comment of its own makes each source new, so that every one is compiled.
                rows.Add(($"{name}, compiled anew", await SampleAsync(20, () => ExpectOkAsync(client,
                    new JsonObject { ["language"] = language, ["source_code"] = $"{source}\n// {Guid.NewGuid()}" }, stop))));
            }
            for (var warm = 0; warm < 10; warm++)
                await ExpectOkAsync(client, request, stop);
            rows.Add(($"{name}, POST to result", await SampleAsync(Samples, () => ExpectOkAsync(client, request, stop))));
            foreach (var clients in new[] { 1, 2, 4, 8 })
                throughput.Add((name, clients, await ThroughputAsync(client, request, clients, stop)));
        }
        var report = Report(rows, throughput);
        Console.WriteLine(report);
        await File.WriteAllTextAsync("docs/benchmarks.md", report, stop);
        await File.WriteAllTextAsync("docs/benchmarks.json", JsonSerializer.Serialize(new
        {
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            latency_ms = rows.ToDictionary(row => row.What, row => new { p50 = At(row.Sorted, 50), p95 = At(row.Sorted, 95), p99 = At(row.Sorted, 99) }),
            per_second = throughput.Select(row => new { row.What, row.Clients, row.PerSecond }),
        }, new JsonSerializerOptions { WriteIndented = true }) + "\n", stop);
        return 0;
    }

    private static string Report(List<(string What, double[] Sorted)> rows, List<(string What, int Clients, double PerSecond)> throughput)
    {
        var bare = At(rows[0].Sorted, 50);
        var cold = At(rows[1].Sorted, 50);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"# Benchmarks\n\nWritten by `./judge bench` on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores. All rows come from one run: compare ratios, machines differ and drift.\n\n")
            .Append("| what | p50 ms | p95 ms | p99 ms | p50 to bare python3 | docker run to p50 |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (what, sorted) in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {At(sorted, 50):0.0} | {At(sorted, 95):0.0} | {At(sorted, 99):0.0} | {At(sorted, 50) / bare:0.00} | {cold / At(sorted, 50):0.0} |\n");
        text.Append("\n| throughput | clients | results/s |\n| --- | --- | --- |\n");
        foreach (var (what, clients, perSecond) in throughput)
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {clients} | {perSecond:0} |\n");
        return text.ToString();
    }

    private static double At(double[] sorted, int percentile) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percentile / 100)];

    private static async Task<double[]> SampleAsync(int count, Func<Task> work)
    {
        var samples = new double[count];
        for (var at = 0; at < count; at++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            samples[at] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(samples);
        return samples;
    }

    private static async Task<double> ThroughputAsync(JudgeClient client, JsonObject request, int clients, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var count = 0;
            for (; watch.Elapsed < TimeSpan.FromSeconds(4); count++)
                await ExpectOkAsync(client, request, stop);
            return count;
        }));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task ExpectOkAsync(JudgeClient client, JsonObject request, CancellationToken stop)
    {
        var answer = await client.PostAsync(request, 30, stop);
        if (answer["status"]?.ToString() != "OK")
            throw new InvalidOperationException($"The benchmark's program did not end OK: {answer.ToJsonString()}");
    }

    private static Task ProcessAsync(string file, string[] arguments, CancellationToken stop) =>
        // The null target would close the pipe, and the program would die of writing to it.
        Cli.Wrap(file).WithArguments(arguments).WithStandardOutputPipe(PipeTarget.ToStream(Stream.Null)).ExecuteAsync(stop).Task;
}
