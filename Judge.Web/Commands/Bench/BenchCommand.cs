using System.Text.Json;
using System.Text.Json.Nodes;

namespace Judge.Web.Commands.Bench;

/// <summary>
/// <c>./judge bench</c>: what a submission costs, and beside it in the same run what it is to be compared with. Samples of all
/// kinds take turns, so that a slow minute of the machine is everybody's.
/// </summary>
internal static class BenchCommand
{
    private const string PythonHello = "print('hello')";
    private const string CHello = "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n";

    /// <summary>CPU seconds that the CPU-bound program burns.</summary>
    private const double BusySec = 0.2;
    private const string CBusy = "#include <time.h>\nint main(void) { while (clock() < CLOCKS_PER_SEC / 5) { } return 0; }\n";

    private const string CFixedWork = "int main(void) { volatile unsigned x = 1; for (long i = 0; i < 150000000; i++) x = x * 1664525 + 1; return x == 0; }\n";
    private const int FixedWorkRuns = 20;
    /// <summary>What a client that is no benchmark leaves between two submissions at the least: an interpreter is up again by then.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="port">A running server's port; null: a server of its own is started and measured.</param>
    /// <param name="quick">A few samples, shown and not written down: whether it works, not how fast.</param>
    public static async Task<int> RunAsync(int? port, bool quick, CancellationToken stop)
    {
        var machine = await BarePrograms.DescribeMachineAsync(stop);
        var size = quick ? BenchSize.Quick : BenchSize.Full;
        await using var server = port is null ? await BenchServer.StartAsync(stop) : null;
        using var client = new JudgeClient(port ?? server!.Port);
        await using var bare = await BarePrograms.PrepareAsync(CHello, PythonHello, stop);

        Console.Error.WriteLine("The same CPU-bound program again and again ...");
        var fixedWork = await MeasureFixedWorkAsync(bare, quick ? 2 : FixedWorkRuns, stop);
        Console.Error.WriteLine("Latency ...");
        var waits = new List<double>();
        var latency = await MeasureLatencyAsync(client, bare, size, waits, stop);
        var throughput = new List<Throughput>();
        foreach (var (name, body) in new[] { ("C hello", Body("c", CHello)), ("Python hello", Body("python", PythonHello)) })
        {
            foreach (var clients in new[] { 1, 2, 4, 8 })
            {
                Console.Error.WriteLine($"{name} by {clients} clients ...");
                throughput.Add(await Throughput.MeasureAsync(name, clients, size.ThroughputTime, () => client.ExpectOkAsync(body, stop)));
            }
        }
        Console.Error.WriteLine("CPU-bound programs, and plain docker run ...");
        var busyBody = Body("c", CBusy);
        var busy = await Throughput.MeasureAsync("C, 0.2 s of CPU each", 8, size.ThroughputTime * 2, () => client.ExpectOkAsync(busyBody, stop));
        throughput.Add(busy);
        throughput.Add(await Throughput.MeasureAsync("plain hardened `docker run`, C hello", Environment.ProcessorCount, size.ThroughputTime * 2, () => bare.RunCInDockerAsync(stop)));

        var memory = server is null ? [] : await server.MemoryMbAsync(stop);
        if (server is not null)
        {
            Console.Error.WriteLine("A fresh container for each run ...");
            throughput.Add(await MeasureFreshAsync("C hello, RunsPerContainer=1", size, stop, "--Sandbox:RunsPerContainer", "1"));
            throughput.Add(await MeasureFreshAsync("C hello, Mode=Cold", size, stop, "--Sandbox:Mode", "Cold"));
        }

        var report = new BenchReport(
            latency, throughput, Samples.Of(waits), busy.PerSecond * BusySec / Environment.ProcessorCount, fixedWork, memory, machine);
        Console.WriteLine(report.ToMarkdown());
        if (!quick)
            await report.WriteAsync("docs", stop);
        return 0;
    }

    private static async Task<IReadOnlyList<Latency>> MeasureLatencyAsync(JudgeClient client, BarePrograms bare, BenchSize size, List<double> waits, CancellationToken stop)
    {
        var c = Submission("c", CHello);
        var python = Submission("python", PythonHello);
        await using var plain = await SandboxCaller.StartAsync(startAhead: false, BarePrograms.ImageTag, stop);
        await using var ahead = await SandboxCaller.StartAsync(startAhead: true, BarePrograms.ImageTag, stop);
        var cRun = plain.RequestOf("c", CHello, await bare.ReadCAsync(stop));
        var pythonRun = plain.RequestOf("python", PythonHello);
        async Task HelloAsync(JsonObject request) => waits.Add(WaitMs(await client.ExpectOkAsync(request, stop)));
        Latency[] kinds =
        [
            new("bare static C", size.PerRound, () => bare.RunCAsync(stop)),
            new("C hello, at the sandbox's caller", size.PerRound, () => plain.RunAsync("c", cRun, stop), "bare static C"),
            new("C hello, POST to result", size.PerRound, () => HelloAsync(c), "bare static C", Latency.CInDocker),
            // A comment of its own makes each source new, so that every one is compiled.
            new("C hello, compiled anew", size.PerRoundSlow, () => client.ExpectOkAsync(Submission("c", $"{CHello}// {Guid.NewGuid()}\n"), stop), "bare static C", Latency.CInDocker),
            new("bare `python3`", size.PerRound, () => bare.RunPythonAsync(stop)),
            new("Python hello, started plainly, at the sandbox's caller", size.PerRound, () => plain.RunAsync("python", pythonRun, stop), "bare `python3`"),
            new("Python hello, started ahead, at the sandbox's caller", size.PerRound, () => ahead.RunAsync("python", pythonRun, stop), "bare `python3`", Pause: Pause),
            new("Python hello, POST to result", size.PerRound, () => HelloAsync(python), "bare `python3`", Latency.PythonInDocker),
            new("Python hello, POST to result, 50 ms between", size.PerRound, () => HelloAsync(python), "bare `python3`", Latency.PythonInDocker, Pause),
            new(Latency.CInDocker, size.PerRoundSlow, () => bare.RunCInDockerAsync(stop), "bare static C"),
            new(Latency.PythonInDocker, size.PerRoundSlow, () => bare.RunPythonInDockerAsync(stop), "bare `python3`"),
        ];
        for (var warm = 0; warm < 10; warm++)
        {
            await client.ExpectOkAsync(c, stop);
            await client.ExpectOkAsync(python, stop);
            await plain.RunAsync("c", cRun, stop);
            await plain.RunAsync("python", pythonRun, stop);
            await ahead.RunAsync("python", pythonRun, stop);
        }
        for (var round = 0; round < size.Rounds; round++)
        {
            foreach (var kind in kinds)
                await kind.SampleAsync();
        }
        return kinds;
    }

    private static async Task<Samples> MeasureFixedWorkAsync(BarePrograms bare, int runs, CancellationToken stop)
    {
        await using var caller = await SandboxCaller.StartAsync(startAhead: false, BarePrograms.ImageTag, stop);
        var work = caller.RequestOf("c", CFixedWork, await bare.CompileAsync("work", CFixedWork, stop));
        var cpuMs = new List<double>();
        for (var run = 0; run < runs; run++)
            cpuMs.Add((await caller.RunAsync("c", work, stop)).Cpu.TotalMilliseconds);
        return Samples.Of(cpuMs);
    }

    private static async Task<Throughput> MeasureFreshAsync(string what, BenchSize size, CancellationToken stop, params string[] settings)
    {
        await using var server = await BenchServer.StartAsync(stop, settings);
        using var client = new JudgeClient(server.Port);
        var body = Body("c", CHello);
        return await Throughput.MeasureAsync(what, 8, size.ThroughputTime * 2, () => client.ExpectOkAsync(body, stop));
    }

    // From acceptance to the worker's start, by the server's own clock.
    private static double WaitMs(JsonObject result) =>
        (result["started_at"]!.GetValue<DateTime>() - result["created_at"]!.GetValue<DateTime>()).TotalMilliseconds;

    private static byte[] Body(string language, string source) => JsonSerializer.SerializeToUtf8Bytes(Submission(language, source));

    private static JsonObject Submission(string language, string source) => new() { ["language"] = language, ["source_code"] = source };
}

/// <summary>How much is measured. Slow kinds (a compiler, a docker run) get fewer samples.</summary>
internal sealed record BenchSize(int Rounds, int PerRound, int PerRoundSlow, TimeSpan ThroughputTime)
{
    public static BenchSize Full { get; } = new(10, 20, 2, TimeSpan.FromSeconds(5));
    public static BenchSize Quick { get; } = new(1, 5, 1, TimeSpan.FromSeconds(1));
}
