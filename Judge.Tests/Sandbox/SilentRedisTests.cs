using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>One that keeps the connection and says nothing: what it is asked ends as a TimeoutException, which is no RedisException.</summary>
public sealed class SilentRedisTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_container_that_is_not_started_for_it_is_a_start_that_failed_and_is_tried_again_as_any_other()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync(TimeSpan.FromMilliseconds(500));
        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "600000", "WRITE");
        var options = new SandboxOptions { Engine = EngineWithEveryImage() };
        using var metrics = new SandboxMetrics();
        var factory = new SlotFactory(new DockerEngine(options, new Fleet(connection)), options, metrics, NullLogger<SlotFactory>.Instance);

        var failed = await Should.ThrowAsync<SandboxException>(
            factory.StartAsync(new ContainerKind("judge/python", ContainerClass.Run), new ContainerSize(1, 64), CancellationToken.None));

        failed.Message.ShouldStartWith("No container of");
    }

    private string EngineWithEveryImage()
    {
        var script = Path.Combine(_folder, "docker");
        StandInScript.Write(script, "#!/bin/sh\necho sha256:0\n");
        return script;
    }
}
