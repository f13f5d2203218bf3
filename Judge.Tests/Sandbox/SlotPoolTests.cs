using System.Text;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

[Trait("Needs", "Docker")]
public class SlotPoolTests
{
    /// <summary>Tells containers apart: their cgroup has the container's id.</summary>
    private const string WhichContainer = "print(open('/proc/self/mountinfo').read().split('/containers/')[1][:12])";

    [Fact]
    public async Task A_container_serves_one_run_after_another()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });

        var first = await pool.PythonAsync(WhichContainer);
        var second = await pool.PythonAsync(WhichContainer);

        second.ShouldBe(first);
        pool.Count("judge.sandbox.starts", "started").ShouldBe(1);
        pool.Count("judge.sandbox.leases", "idle").ShouldBe(1);
        pool.Count("judge.sandbox.leases", "start").ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_run_is_killed_and_its_container_serves_on()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        var first = await pool.PythonAsync(WhichContainer);
        foreach (var patience in new[] { 0, 500 })
        {
            using var given = new CancellationTokenSource();
            var run = pool.Pool.RunAsync("judge/python", Requests.Python("import os, time\nos.fork()\nwhile True: time.sleep(1)"), given.Token);
            await Task.Delay(patience);
            await given.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(run);
        }

        var next = await pool.PythonAsync("import os\n" + WhichContainer + "\nprint([name for name in os.listdir('/proc') if name.isdigit() and int(name) not in (1, os.getpid())])");

        next.ShouldBe(first + "[]\n");
        pool.Count("judge.sandbox.starts", "started").ShouldBe(1);
    }

    [Fact]
    public async Task With_one_run_a_container_every_run_has_a_fresh_one()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], RunsPerContainer = 1 });

        string[] seen = [await pool.PythonAsync(WhichContainer), await pool.PythonAsync(WhichContainer), await pool.PythonAsync(WhichContainer)];

        seen.Distinct().Count().ShouldBe(3);
        pool.Count("judge.sandbox.recycles", "worn").ShouldBe(3);
    }

    [Fact]
    public async Task A_worn_container_finds_its_successor_started()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], RunsPerContainer = 2 });
        await pool.PythonAsync("pass");
        await pool.UntilAsync(() => pool.Slots("idle") == 2, "a successor stands by");

        await pool.PythonAsync("pass");
        await pool.PythonAsync("pass");

        pool.Count("judge.sandbox.leases", "idle").ShouldBe(2);
        pool.Count("judge.sandbox.recycles", "worn").ShouldBe(1);
    }

    [Fact]
    public async Task Both_classes_of_a_compiled_language_are_warm_at_start()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = ["judge/c"] });

        await pool.UntilAsync(() => pool.Slots("idle") == 2, "two containers stand by");

        pool.Count("judge.sandbox.starts", "run").ShouldBe(1);
        pool.Count("judge.sandbox.starts", "compile").ShouldBe(1);
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("stdio")]
    public async Task An_idle_container_that_is_killed_is_replaced_though_nobody_asks_for_it(string transport)
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = ["judge/python"], Transport = transport });
        await pool.UntilAsync(() => pool.Slots("idle") == 1, "a container stands by");
        var first = (await pool.ContainersAsync()).ShouldHaveSingleItem();

        await PoolUnderTest.DockerAsync("kill", first);

        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "started") == 2, "another is started");
        await pool.UntilAsync(() => pool.Slots("idle") == 1, "it stands by");
        await pool.UntilAsync(async () => !(await pool.ContainersAsync()).Contains(first), "the first is gone");
        pool.Count("judge.sandbox.recycles", "ended").ShouldBe(1);
    }

    [Fact]
    public async Task A_full_pool_gives_the_longest_idle_place_to_the_kind_that_is_asked_for()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], MaxSlots = 2 });
        await pool.PythonAsync("pass");
        await pool.Pool.RunAsync("judge/c", Requests.Shell("true"), CancellationToken.None);

        await pool.Pool.RunAsync("judge/c", Requests.Shell("true", ContainerClass.Compile), CancellationToken.None);

        pool.Count("judge.sandbox.recycles", "evicted").ShouldBe(1);
        pool.Slots("idle").ShouldBe(2);
        (await pool.Pool.RunAsync("judge/c", Requests.Shell("true"), CancellationToken.None)).Code.ShouldBe(0);
        pool.Count("judge.sandbox.starts", "started").ShouldBe(3);
    }

    [Fact]
    public async Task The_only_container_of_a_warm_image_keeps_its_place_while_another_can_give_its_own()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = ["judge/python"], MaxSlots = 2 });
        await pool.UntilAsync(() => pool.Slots("idle") == 1, "a container stands by");
        await pool.Pool.RunAsync("judge/c", Requests.Shell("true"), CancellationToken.None);

        await pool.Pool.RunAsync("judge/c", Requests.Shell("true", ContainerClass.Compile), CancellationToken.None);
        await pool.PythonAsync("pass");

        pool.Count("judge.sandbox.recycles", "evicted").ShouldBe(1);
        pool.Count("judge.sandbox.starts", "started").ShouldBe(3);
    }

    [Fact]
    public async Task More_runs_than_places_wait_for_one_another()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], MaxSlots = 1 }, workers: 3);

        var answers = await Task.WhenAll(pool.PythonAsync("print(1)"), pool.PythonAsync("print(2)"), pool.PythonAsync("print(3)"));

        answers.ShouldBe(["1\n", "2\n", "3\n"]);
        pool.Count("judge.sandbox.starts", "started").ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_image_is_told_with_its_remedy()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });

        var failed = await Should.ThrowAsync<SandboxException>(pool.Pool.RunAsync("judge/none", Requests.Shell("true"), CancellationToken.None));

        failed.Message.ShouldContain("./judge images none");
    }

    [Fact]
    public async Task A_run_given_up_while_it_waits_leaves_the_pool_as_it_was()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        using var soon = new CancellationTokenSource(50);

        await Should.ThrowAsync<OperationCanceledException>(pool.Pool.RunAsync("judge/python", Requests.Python("pass"), soon.Token));

        await pool.UntilAsync(() => pool.Slots("idle") == 1, "the container that was started for it stands by");
        (await pool.PythonAsync("print('next')")).ShouldBe("next\n");
        pool.Slots("leased").ShouldBe(0);
    }

    [Fact]
    public async Task A_server_start_removes_what_its_killed_predecessor_left_and_no_neighbours()
    {
        var fleet = PoolUnderTest.NewFleet();
        var dead = await LeaveAsync(fleet, ServerProcess.Mark + "0");
        var alive = await LeaveAsync(fleet, ServerProcess.Mark);
        var stranger = await LeaveAsync(PoolUnderTest.NewFleet(), ServerProcess.Mark + "0");

        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, fleet: fleet);

        string[] left = [dead];
        for (var tries = 0; left.Contains(dead) && tries < 300; tries++, await Task.Delay(100))
            left = (await PoolUnderTest.DockerAsync("ps", "-q", "--no-trunc")).Split('\n');
        await PoolUnderTest.DockerAsync("rm", "-f", alive, stranger);
        left.ShouldNotContain(dead);
        left.ShouldContain(alive);
        left.ShouldContain(stranger);

        static Task<string> LeaveAsync(string fleet, string process) => PoolUnderTest.DockerAsync(
            "run", "-d", "--rm", "--network", "none", "--label", "judge.instance=x", "--label", "judge.fleet=" + fleet, "--label", "judge.process=" + process,
            "--entrypoint", "/bin/sleep", TestImages.Tagged("judge/python"), "600");
    }

    [Fact]
    public async Task Cold_mode_gives_every_run_a_container_that_is_gone_after_it()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });

        var first = await pool.Cold.RunAsync("judge/python", Requests.Python(WhichContainer), CancellationToken.None);
        var second = await pool.Cold.RunAsync("judge/python", Requests.Python(WhichContainer), CancellationToken.None);

        Encoding.UTF8.GetString(first.Stdout).ShouldNotBe(Encoding.UTF8.GetString(second.Stdout));
        await pool.UntilNoneIsLeftAsync();
    }

    [Fact]
    public async Task Pinned_runs_at_once_have_a_core_each_and_one_of_two_cores_has_both()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [], PinCores = true }, workers: 2);
        const string cores = "import os, time; time.sleep(1); print(*sorted(os.sched_getaffinity(0)))";

        var pinned = await Task.WhenAll(pool.PythonAsync(cores), pool.PythonAsync(cores));
        var both = await pool.PythonAsync(cores, Requests.Limits with { Cores = 2 });

        pinned.Distinct().Count().ShouldBe(Math.Min(2, Environment.ProcessorCount));
        pinned.ShouldAllBe(answer => !answer.Contains(' '));
        both.Split(' ').Length.ShouldBe(Environment.ProcessorCount);
    }

    [Fact]
    public async Task An_interpreter_started_ahead_on_other_cores_is_not_used()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        var request = Requests.Python("pass");
        request = request with { Ahead = new StartAhead { Argv = request.Argv, Env = request.Env, HeldFile = "main.py", StackBytes = request.Limits.StackBytes } };
        foreach (var (cores, ahead) in new[] { (1, false), (1, true), (0.5, false), (0.5, true) })
        {
            var run = await pool.Pool.RunAsync("judge/python", request with { Limits = request.Limits with { Cores = cores } }, CancellationToken.None);

            run.StartedAhead.ShouldBe(ahead, $"{cores} cores");
            await pool.UntilAsync(() => pool.Slots("starting") == 0, "no container is being started");
        }
    }

    [Fact]
    public async Task The_stopped_pool_leaves_no_container()
    {
        var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        await pool.PythonAsync("pass");

        await pool.DisposeAsync();

        await pool.UntilNoneIsLeftAsync();
    }
}
