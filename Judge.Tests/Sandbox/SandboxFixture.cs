using System.Text;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judge.Tests.Sandbox;

/// <summary>Starts containers for tests that speak to a slot themselves, without a server between.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly Dictionary<string, BoxFile> _programs = new(StringComparer.Ordinal);
    private readonly List<Slot> _slots = [];
    private readonly SandboxMetrics _metrics = new();

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A container of the image, which ends with the fixture.</summary>
    public async Task<Slot> StartAsync(string image, ContainerClass purpose = ContainerClass.Run)
    {
        var options = new SandboxOptions { ImageTag = TestImages.Tag };
        var factory = new SlotFactory(new DockerEngine(options, new Fleet("test")), options, _metrics, NullLogger<SlotFactory>.Instance);
        var slot = await factory.StartAsync(new ContainerKind(image, purpose), options.DefaultSizeOf(purpose), CancellationToken.None);
        _slots.Add(slot);
        return slot;
    }

    /// <summary>The fixture's one container of the image, a new one where a test broke it.</summary>
    public async Task<Slot> ReadyAsync(string image, ContainerClass purpose = ContainerClass.Run) =>
        _slots.Find(slot => slot.Kind == new ContainerKind(image, purpose) && slot.Broken is null && !slot.Ended.IsCompleted) ?? await StartAsync(image, purpose);

    /// <summary>A static C program, from its source, made once.</summary>
    public async Task<BoxFile> CompileAsync(Slot slot, string source)
    {
        if (_programs.TryGetValue(source, out var known))
            return known;
        var compiled = await slot.RunAsync(new RunRequest
        {
            Argv = ["/usr/bin/gcc", "-O0", "-static", "-w", "-pthread", "-o", "main", "main.c"],
            Env = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
            Files = [new BoxFile("main.c", Encoding.UTF8.GetBytes(source))],
            Collect = ["main"],
            Limits = new RunLimits { Cpu = TimeSpan.FromSeconds(30), Wall = TimeSpan.FromSeconds(60), MemoryBytes = 768L << 20 },
        }, CancellationToken.None);
        return _programs[source] = compiled.Files.SingleOrDefault()
            ?? throw new InvalidOperationException("The test's program does not compile: " + Encoding.UTF8.GetString(compiled.Stderr));
    }

    public async Task DisposeAsync()
    {
        foreach (var slot in _slots)
            await slot.DisposeAsync();
        _metrics.Dispose();
    }
}
