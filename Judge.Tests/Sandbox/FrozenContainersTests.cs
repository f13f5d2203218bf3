using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>Containers that somebody paused or stopped while they were idle: they live, and answer nothing.</summary>
[Trait("Needs", "Docker")]
public class FrozenContainersTests
{
    private const int Several = 3;

    [Theory]
    [InlineData("socket")]
    [InlineData("stdio")]
    public async Task Frozen_containers_are_replaced_before_a_run_and_cost_it_no_attempt(string transport)
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], Transport = transport }, workers: Several);
        await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => pool.PythonAsync("import time; time.sleep(3)")));
        var frozen = await pool.ContainersAsync();
        frozen.Length.ShouldBe(Several);
        await FreezeAsync(frozen);
        // So long idle that they are asked first.
        await Task.Delay(TimeSpan.FromSeconds(6));

        // A run that met one of them would fail after its wall limit of 60 s.
        (await pool.PythonAsync("print('well')").WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("well\n");

        pool.Count("judge.sandbox.recycles", "frozen").ShouldBe(Several);
        await pool.UntilAsync(async () => !(await pool.ContainersAsync()).Intersect(frozen).Any(), "they are removed");
    }

    [Fact]
    public async Task Containers_that_froze_right_after_their_runs_fail_one_run_and_no_second()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, workers: Several);
        await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => pool.PythonAsync("import time; time.sleep(3)")));
        await FreezeAsync(await pool.ContainersAsync());
        // Just used, and so trusted; where the machine took five seconds to get here it succeeds.
        await Record.ExceptionAsync(() => pool.PythonAsync("pass", Requests.Limits with { Wall = TimeSpan.FromSeconds(1) }));

        (await pool.PythonAsync("print('well')").WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("well\n");

        pool.Count("judge.sandbox.recycles", "frozen").ShouldBeGreaterThanOrEqualTo(Several - 1);
    }

    [Fact]
    public async Task A_container_that_answers_serves_on_after_a_pause()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        await pool.PythonAsync("pass");
        await Task.Delay(TimeSpan.FromSeconds(6));

        (await pool.PythonAsync("print('again')")).ShouldBe("again\n");

        pool.Count("judge.sandbox.leases", "idle").ShouldBe(1);
    }

    // Not by docker pause, which fails now and then on a busy machine with cgroup v1.
    private static Task FreezeAsync(string[] containers) => PoolUnderTest.DockerAsync(["kill", "--signal", "STOP", .. containers]);
}
