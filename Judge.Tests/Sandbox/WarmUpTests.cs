using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A pool's first containers, on an engine that has every image and whose <c>run</c> does what a test says.</summary>
public sealed class WarmUpTests : IDisposable
{
    private readonly StandInEngine _engine = new();
    private readonly string[] _images = [.. Enumerable.Range(1, Environment.ProcessorCount + 3).Select(number => $"judge/warm-{number}")];

    private string Begun => Path.Combine(Path.GetDirectoryName(_engine.Command)!, "begun");

    [Fact]
    public async Task Warm_containers_are_started_in_their_order_one_for_each_core_at_once()
    {
        RunDoes("sleep 600");
        var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = _engine.Command, WarmImages = _images, MaxSlots = 100 });

        await Patience.UntilAsync("one is begun for each core", 60, async () => (await BegunAsync()).Length >= Environment.ProcessorCount);
        // Time for more, if there were any.
        await Task.Delay(TimeSpan.FromSeconds(2));

        (await BegunAsync()).ShouldBe(_images[..Environment.ProcessorCount], ignoreOrder: true);
        pool.Slots("starting").ShouldBe(Environment.ProcessorCount);
        await pool.DisposeAsync();
        await Patience.UntilAsync("what hung is ended", 60, () => Task.FromResult(_engine.CountHanging() == 0));
    }

    [Fact]
    public async Task A_container_that_fails_to_start_keeps_no_other_from_being_started()
    {
        RunDoes("exit 125");
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = _engine.Command, WarmImages = _images, MaxSlots = 100 });

        await Patience.UntilAsync("each was begun", 60, async () => (await BegunAsync()).Distinct().Count() == _images.Length);
    }

    public void Dispose() => _engine.Dispose();

    // An image's id is its name here, so that what is started shows which it is.
    private void RunDoes(string command) => _engine.Hang($$"""
        [ "$1" != images ] || echo "$4"
        [ "$1" = run ] || exit 0
        for word; do case $word in judge/*) echo ${word%:*} >>{{Begun}} ;; esac; done
        {{command}}
        """, "run", "images", "ps", "rm");

    private async Task<string[]> BegunAsync() => File.Exists(Begun) ? await File.ReadAllLinesAsync(Begun) : [];
}
