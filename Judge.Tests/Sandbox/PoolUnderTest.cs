using System.Diagnostics.Metrics;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judge.Tests.Sandbox;

/// <summary>A pool of its own on the real engine, with what its metrics counted.</summary>
internal sealed class PoolUnderTest : IAsyncDisposable
{
    private readonly SandboxMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    private PoolUnderTest(SandboxOptions options, int workers, string fleet)
    {
        FleetName = fleet;
        if (options.ImageTag == "latest")
            options.ImageTag = TestImages.Tag;
        Docker = new DockerEngine(options, new Fleet(FleetName));
        var factory = new SlotFactory(Docker, options, _metrics, NullLogger<SlotFactory>.Instance);
        Cold = new ColdSandbox(factory, Docker, options);
        Pool = new SlotPool(factory, Docker, options, _metrics, new JudgeOptions { Workers = workers },
            LanguageCatalog.Load(Repository.Path("sandbox/languages")), NullLogger<SlotPool>.Instance);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _metrics.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Set(instrument, value, tags));
        _listener.Start();
    }

    public string FleetName { get; }
    public static string NewFleet() => "test-" + Guid.NewGuid().ToString("N")[..8];

    public DockerEngine Docker { get; }
    public SlotPool Pool { get; }
    public ColdSandbox Cold { get; }

    /// <summary>A pool that holds what the options say, and starts nothing ahead unless they name warm images.</summary>
    public static async Task<PoolUnderTest> StartAsync(SandboxOptions options, int workers = 1, string? fleet = null)
    {
        var pool = new PoolUnderTest(options, workers, fleet ?? NewFleet());
        await pool.Pool.StartAsync(CancellationToken.None);
        return pool;
    }

    /// <summary>Sum of a counter of the pool, of one value of its tags where one is named.</summary>
    public long Count(string instrument, string? tag = null)
    {
        lock (_counts)
            return _counts.GetValueOrDefault(instrument + "/" + tag);
    }

    /// <summary>Containers in a state now: idle, leased or starting.</summary>
    public long Slots(string state)
    {
        _listener.RecordObservableInstruments();
        return Count("judge.sandbox.slots", state);
    }

    public Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var tries = 0; tries < 600; tries++, await Task.Delay(50))
            if (await holds())
                return;
        throw new TimeoutException($"Not within 30 s: {what}.");
    }

    /// <summary>Runs Python and gives back what it wrote.</summary>
    public async Task<string> PythonAsync(string source, RunLimits? limits = null)
    {
        var report = await Pool.RunAsync("judge/python", Requests.Python(source, limits), CancellationToken.None);
        return Encoding.UTF8.GetString(report.Stdout) + Encoding.UTF8.GetString(report.Stderr);
    }

    /// <summary>Waits until the engine has none of this pool's containers left.</summary>
    public Task UntilNoneIsLeftAsync() => UntilAsync(async () => (await ContainersAsync()).Length == 0, "none of its containers is left");

    /// <summary>Names of this pool's containers.</summary>
    public async Task<string[]> ContainersAsync() =>
        (await DockerAsync("ps", "-a", "--filter", "label=judge.fleet=" + FleetName, "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs docker and gives back its standard output.</summary>
    public static async Task<string> DockerAsync(params string[] arguments) =>
        (await Cli.Wrap("docker").WithArguments(arguments).ExecuteBufferedAsync()).StandardOutput.Trim();

    public async ValueTask DisposeAsync()
    {
        await Pool.StopAsync(CancellationToken.None);
        Pool.Dispose();
        _listener.Dispose();
        _metrics.Dispose();
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_counts)
        {
            _counts[instrument.Name + "/"] = _counts.GetValueOrDefault(instrument.Name + "/") + value;
            foreach (var tag in tags)
                _counts[instrument.Name + "/" + tag.Value] = _counts.GetValueOrDefault(instrument.Name + "/" + tag.Value) + value;
        }
    }

    private void Set(Instrument instrument, int value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_counts)
            foreach (var tag in tags)
                _counts[instrument.Name + "/" + tag.Value] = value;
    }
}

/// <summary>Programs as the sandbox takes them.</summary>
internal static class Requests
{
    public static RunLimits Limits { get; } = new() { Cpu = TimeSpan.FromSeconds(20), Wall = TimeSpan.FromSeconds(60), MemoryBytes = 256L << 20 };

    public static RunRequest Python(string source, RunLimits? limits = null) => new()
    {
        Argv = ["/usr/bin/python3", "main.py"],
        Env = Environment,
        Files = [new BoxFile("main.py", Encoding.UTF8.GetBytes(source))],
        Limits = limits ?? Limits,
    };

    public static RunRequest Shell(string script, ContainerClass purpose = ContainerClass.Run) => new()
    {
        Argv = ["/bin/sh", "-c", script],
        Env = Environment,
        Limits = Limits,
        Class = purpose,
    };

    /// <summary>The soonest ended of five runs: a busy machine tells a limit late now and then, but not each time.</summary>
    public static async Task<RunReport> SoonestAsync(Func<RunReport, TimeSpan> time, Func<Task<RunReport>> run)
    {
        var runs = new List<RunReport>();
        while (runs.Count < 5)
            runs.Add(await run());
        return runs.MinBy(time)!;
    }

    private static Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LANG"] = "C.UTF-8", ["HOME"] = "/tmp" };
}
