using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>./judge images gives the name to another image while a server runs: here to one that is there already.</summary>
[Trait("Needs", "Docker")]
public sealed class RebuiltImageTests : IAsyncLifetime
{
    private static readonly string Built = TestImages.Tag;
    private readonly string _tag = "rebuilt-" + Guid.NewGuid().ToString("N")[..8];

    public Task InitializeAsync() => NameAsync("judge/python");
    public Task DisposeAsync() => PoolUnderTest.DockerAsync("rmi", "judge/python:" + _tag);

    [Fact]
    public async Task Idle_containers_of_the_old_image_are_replaced_and_a_run_tells_the_image_that_it_ran_in()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = ["judge/python"], ImageTag = _tag });
        var before = (await RunAsync(pool)).ImageId;

        await NameAsync("judge/c");
        await Patience.UntilAsync("a run is in the new image", 90, async () => (await RunAsync(pool)).ImageId != before);

        (before, (await RunAsync(pool)).ImageId).ShouldBe((await IdAsync("judge/python"), await IdAsync("judge/c")));
        var container = (await pool.ContainersAsync()).Single();
        (await PoolUnderTest.DockerAsync("inspect", "--format", "{{.Image}}", container)).ShouldBe(await IdAsync("judge/c"));
        (await PoolUnderTest.DockerAsync("inspect", "--format", "{{index .Config.Labels \"judge.image\"}}", container)).ShouldBe("judge/python");
        pool.Count("judge.sandbox.recycles", "outdated").ShouldBe(1);
    }

    private static Task<RunReport> RunAsync(PoolUnderTest pool) => pool.Pool.RunAsync("judge/python", Requests.Shell("true"), CancellationToken.None);

    private Task NameAsync(string image) => PoolUnderTest.DockerAsync("tag", $"{image}:{Built}", "judge/python:" + _tag);

    private static Task<string> IdAsync(string image) => PoolUnderTest.DockerAsync("images", "-q", "--no-trunc", $"{image}:{Built}");
}
