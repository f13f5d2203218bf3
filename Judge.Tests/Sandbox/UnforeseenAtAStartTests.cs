using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Sandbox;

/// <summary>What nobody thought of when a container is started: a pool tries again after a pause what has failed as a start, and at once what has not.</summary>
public sealed class UnforeseenAtAStartTests : IDisposable
{
    private const int Starts = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_error_that_nobody_foresaw_is_a_start_that_failed_and_leaves_no_folder()
    {
        var closed = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false");
        await closed.DisposeAsync();
        var options = new SandboxOptions { Engine = EngineWithEveryImage() };
        using var metrics = new SandboxMetrics();
        var factory = new SlotFactory(new DockerEngine(options, new Fleet(closed)), options, metrics, NullLogger<SlotFactory>.Instance);
        var before = UnusedSockets();

        for (var start = 0; start < Starts; start++)
        {
            var failed = await Should.ThrowAsync<SandboxException>(
                factory.StartAsync(new ContainerKind("judge/python", ContainerClass.Run), new ContainerSize(1, 64), CancellationToken.None));
            failed.InnerException.ShouldBeOfType<ObjectDisposedException>();
        }

        // Other tests start containers at the same time, which unlink theirs within moments.
        var left = UnusedSockets().Except(before, StringComparer.Ordinal).ToList();
        await Patience.UntilAsync("no socket is left that waits for a runner", 60, () => Task.FromResult(!left.Exists(File.Exists)));
    }

    private static List<string> UnusedSockets() =>
        [.. Directory.EnumerateDirectories(Path.GetTempPath(), $"judge-socket-{ServerProcess.Mark}-*").Select(folder => Path.Combine(folder, "runner", "runner.sock")).Where(File.Exists)];

    private string EngineWithEveryImage()
    {
        var script = Path.Combine(_folder, "docker");
        StandInScript.Write(script, "#!/bin/sh\necho sha256:0\n");
        return script;
    }
}

public class LongTemporaryFolderTests
{
    [Fact]
    public async Task A_TMPDIR_that_is_too_long_for_a_socket_is_refused_at_the_start_with_what_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("judge-" + new string('x', 40)).FullName;

        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(new() { ["TMPDIR"] = folder }));

        error.Message.ShouldContain("The server ended with 2");
        error.Message.ShouldContain($"TMPDIR is too long for a unix socket");
        error.Message.ShouldContain(folder);
        Directory.Delete(folder, recursive: true);
    }
}
