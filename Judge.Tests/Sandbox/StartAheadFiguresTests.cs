using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What is charged to a program whose interpreter was started ahead. Alone, because with the cores busy the start may not be through by its run.</summary>
[Trait("Needs", "Docker")]
[Collection("alone")]
public sealed class StartAheadFiguresTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private Slot Python { get; set; } = null!;
    private PythonStartedAhead Ahead => new(Python);

    public async Task InitializeAsync() => Python = await sandbox.ReadyAsync("judge/python");
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_start_is_not_charged_as_CPU_time_and_what_the_program_burns_is()
    {
        var pass = PythonStartedAhead.Request("pass");
        var plain = await Requests.SoonestAsync(run => run.Cpu, () => Python.RunAsync(pass, CancellationToken.None));
        var ahead = await Ahead.CheapestAsync(pass);
        var burner = await Ahead.CheapestAsync(PythonStartedAhead.Request("import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"));

        ahead.Cpu.ShouldBeLessThan(plain.Cpu * 0.7);
        burner.Cpu.TotalMilliseconds.ShouldBeInRange(300, 360);
    }

    [Fact]
    public async Task The_CPU_limit_is_the_runs_own()
    {
        var request = PythonStartedAhead.Request("while True: pass");
        request = request with { Limits = request.Limits with { Cpu = TimeSpan.FromSeconds(0.5) } };

        var run = await Ahead.CheapestAsync(request);

        run.Struck.ShouldBe(Struck.Cpu);
        run.Cpu.TotalMilliseconds.ShouldBeInRange(500, 550);
    }
}
