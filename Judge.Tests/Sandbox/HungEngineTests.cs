using System.Diagnostics;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A dockerd that hangs answers its clients nothing, for as long as it lives.</summary>
public sealed class HungEngineTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly StandInEngine _engine = new();
    private readonly DockerEngine _docker;

    public HungEngineTests() =>
        _docker = new DockerEngine(new SandboxOptions { Engine = _engine.Command, EnginePatience = TimeSpan.FromSeconds(1) }, new Fleet("test"));

    [Theory]
    [InlineData("ps")]
    [InlineData("images")]
    [InlineData("update")]
    [InlineData("rm")]
    public async Task A_call_that_hangs_is_ended_and_told_with_what_to_do(string command)
    {
        _engine.Hang("", command);

        var failed = await Should.ThrowAsync<SandboxException>(CallAsync(command).WaitAsync(Soon));

        failed.Message.ShouldContain($"docker {command}' had not ended after 1 s");
        failed.Message.ShouldContain("systemctl restart docker");
        await Patience.UntilAsync("the command has ended", 30, () => Task.FromResult(_engine.CountHanging() == 0));
    }

    [Fact]
    public async Task An_engine_that_does_not_tell_of_an_end_leaves_it_unexplained()
    {
        _engine.Hang("", "events");

        (await _docker.WasOutOfMemoryAsync("judge-none").WaitAsync(Soon)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_removal_that_hangs_keeps_no_other_from_being_done()
    {
        var removed = Path.Combine(Path.GetDirectoryName(_engine.Command)!, "removed");
        _engine.Hang($"[ $3 = stuck ] || {{ echo $3 >>{removed}; exit 0; }}", "rm");

        var failed = await Should.ThrowAsync<SandboxException>(_docker.RemoveAllAsync(
            [.. new[] { "a", "stuck", "b", "c" }.Select(id => new JudgeContainer(id, "", "", ""))], CancellationToken.None).WaitAsync(Soon));

        failed.Message.ShouldStartWith("1 of 4 containers were not removed.");
        File.ReadAllLines(removed).ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task Containers_are_removed_side_by_side()
    {
        // Each removal waits until another one is under way.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_engine.Command)!, "removing")).FullName;
        _engine.Hang($"touch {folder}/$3; while [ $(ls {folder} | wc -l) -lt 2 ]; do sleep 0.05; done; exit 0", "rm");
        var docker = new DockerEngine(new SandboxOptions { Engine = _engine.Command }, new Fleet("test"));

        await docker.RemoveAllAsync([new("a", "", "", ""), new("b", "", "", "")], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        Directory.GetFiles(folder).Length.ShouldBe(2);
    }

    public void Dispose() => _engine.Dispose();

    private Task CallAsync(string command) => command switch
    {
        "ps" => _docker.ListContainersAsync(CancellationToken.None),
        "images" => _docker.FindImageIdAsync("judge/none", CancellationToken.None),
        "update" => _docker.ResizeAsync("judge-none", new ContainerSize(1, 64), CancellationToken.None),
        "rm" => _docker.RemoveAllAsync([new JudgeContainer("none", "", "", "")], CancellationToken.None),
        _ => throw new UnreachableException(),
    };
}

/// <summary>The same while a container is being started: it may come into being all the same.</summary>
[Trait("Needs", "Docker")]
public sealed class HungStartTests : IDisposable
{
    private readonly StandInEngine _engine = new();
    private readonly string _image = TestImages.Tagged("judge/python");

    [Theory]
    // At once, and only when the engine goes on after its client was killed.
    [InlineData(0)]
    [InlineData(14)]
    public async Task Nothing_is_left_of_a_container_whose_start_hangs(int comesAfterSec)
    {
        var made = Path.Combine(Path.GetDirectoryName(_engine.Command)!, "made");
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = _engine.Command, WarmImages = [], EnginePatience = TimeSpan.FromSeconds(2) });
        _engine.Hang($$"""
            while [ "$1" != --name ]; do shift; done
            (setsid sh -c 'sleep {{comesAfterSec}}; docker run -d --network none --name '$2' --label judge.fleet={{pool.FleetName}} --entrypoint sleep {{_image}} 600 >{{made}}' &)
            """, "run");

        // The pool would start another in its place.
        var failed = await Should.ThrowAsync<SandboxException>(pool.Cold.RunAsync("judge/python", Requests.Python("pass"), CancellationToken.None));

        failed.Message.ShouldContain("had not started after 2 s");
        failed.Message.ShouldContain("systemctl restart docker");
        await Patience.UntilAsync("the container came", 60, () => Task.FromResult(File.Exists(made) && File.ReadAllText(made).Length > 0));
        await Patience.UntilAsync("it is removed", 120, async () => (await pool.ContainersAsync()).Length == 0);
        await Patience.UntilAsync("its docker run has ended", 30, () => Task.FromResult(_engine.CountHanging() == 0));
    }

    public void Dispose() => _engine.Dispose();
}
