using CliWrap;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

[Trait("Needs", "Docker")]
public class SlotGivenBackTests
{
    [Fact]
    public async Task A_container_that_ends_while_it_is_given_back_is_replaced_and_not_kept()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        var end = new TaskCompletionSource();
        var container = new StartedContainer(pool.Docker, "judge-ends", Cli.Wrap("cat").WithStandardInputPipe(PipeSource.Create((_, _) => end.Task)));
        var runner = new StandInRunner(() =>
        {
            end.SetResult();
            SpinWait.SpinUntil(() => container.Ended.IsCompleted);
        });
        var kind = new ContainerKind("judge/python", ContainerClass.Run);
        pool.Pool.Give(new Slot(kind, container, new ContainerSize(1, 1056), startsAhead: true, new Connection(runner, runner), pool.Docker));
        var ahead = new StartAhead { Argv = ["python3"], Env = new Dictionary<string, string>(), HeldFile = "main.py", StackBytes = 1 << 20 };

        await pool.Pool.RunAsync(kind.Image, Requests.Python("pass") with { Ahead = ahead }, CancellationToken.None);

        container.Ended.IsCompleted.ShouldBeTrue();
        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "started") == 1 && pool.Slots("idle") == 1, "another container stands by in its place");
        pool.Count("judge.sandbox.recycles", "broken").ShouldBe(1);
    }
}
