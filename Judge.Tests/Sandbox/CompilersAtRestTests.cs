using CliWrap;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A compiler gets ready ahead of its source only while the worker has nothing else to do.</summary>
[Trait("Needs", "Docker")]
public class CompilersAtRestTests
{
    private static readonly ContainerKind Compile = new("judge/python", ContainerClass.Compile);
    private static readonly ContainerKind Run = new("judge/python", ContainerClass.Run);
    /// <summary>Several times what the worker rests before it starts a compiler.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(1.5);

    private static readonly RunRequest Compilation = Requests.Shell("true", ContainerClass.Compile) with
    {
        Ahead = new StartAhead { Argv = ["/bin/sh"], Env = new Dictionary<string, string>(), HeldFile = "stdin", StackBytes = 1 << 20, IsToldItsCommand = true },
    };

    private int _started;

    [Fact]
    public async Task Once_the_worker_rests_the_next_compiler_is_started_and_its_container_is_idle_again()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        Give(pool, Compile, new StandInRunner(CountStart));

        await pool.Pool.RunAsync(Compile.Image, Compilation, CancellationToken.None);
        await pool.UntilAsync(() => _started == 1, "a compiler is started");
        await pool.UntilAsync(() => pool.Slots("idle") == 1 && pool.Slots("leased") == 0, "its container is idle");
        await pool.Pool.RunAsync(Compile.Image, Compilation, CancellationToken.None);

        await pool.UntilAsync(() => _started == 2, "the next one is started");
        pool.Count("judge.sandbox.leases", "idle").ShouldBe(2);
    }

    [Fact]
    public async Task No_compiler_is_started_beside_a_program_that_runs()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, workers: 2);
        var end = new TaskCompletionSource();
        var program = await CompileBesideAProgramAsync(pool, end.Task);

        await Task.Delay(LongRest);
        var startedMeanwhile = _started;
        end.SetResult();
        await program;

        startedMeanwhile.ShouldBe(0);
        await pool.UntilAsync(() => _started == 1, "the compiler is started after the program's end");
    }

    [Fact]
    public async Task No_compiler_is_started_while_a_run_waits_for_its_turn()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        var end = new TaskCompletionSource();
        Give(pool, Compile, new StandInRunner(CountStart, end.Task));
        using var given = new CancellationTokenSource();

        var first = pool.Pool.RunAsync(Compile.Image, Compilation, CancellationToken.None);
        var second = pool.Pool.RunAsync(Compile.Image, Compilation, CancellationToken.None);
        var givenUp = pool.Pool.RunAsync(Compile.Image, Compilation, given.Token);
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(givenUp);
        await Task.Delay(LongRest);
        var startedMeanwhile = _started;
        end.SetResult();
        await Task.WhenAll(first, second);

        startedMeanwhile.ShouldBe(0);
        await pool.UntilAsync(() => _started == 1, "one is started after both");
    }

    [Fact]
    public async Task A_pool_that_stops_starts_no_compiler()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] }, workers: 2);
        var end = new TaskCompletionSource();
        var program = await CompileBesideAProgramAsync(pool, end.Task);

        await pool.Pool.StopAsync(CancellationToken.None);
        end.SetResult();
        await program;
        await Task.Delay(LongRest);

        _started.ShouldBe(0);
        pool.Slots("idle").ShouldBe(0);
        pool.Slots("leased").ShouldBe(0);
    }

    /// <summary>A compilation that has ended while a program runs, until <paramref name="end"/>: the program, in a task of its own.</summary>
    private async Task<Task> CompileBesideAProgramAsync(PoolUnderTest pool, Task end)
    {
        Give(pool, Compile, new StandInRunner(CountStart));
        Give(pool, Run, new StandInRunner(CountStart, end));
        var program = pool.Pool.RunAsync(Run.Image, Requests.Python("pass"), CancellationToken.None);
        await pool.Pool.RunAsync(Compile.Image, Compilation, CancellationToken.None);
        return program;
    }

    private void CountStart() => Interlocked.Increment(ref _started);

    /// <summary>Has the pool keep a container of the kind, in which the runner is a stand-in.</summary>
    private static void Give(PoolUnderTest pool, ContainerKind kind, StandInRunner runner)
    {
        var end = new TaskCompletionSource();
        var container = new StartedContainer(pool.Docker, "judge-stand-in", Cli.Wrap("cat").WithStandardInputPipe(PipeSource.Create((_, _) => end.Task)));
        var size = new SandboxOptions().DefaultSizeOf(kind.Class);
        pool.Pool.Give(new Slot(kind, container, size, startsAhead: true, new Connection(runner, runner, end.SetResult), pool.Docker));
    }
}
