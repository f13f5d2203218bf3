using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A program cannot tell by what it does whether its interpreter was started ahead.</summary>
[Trait("Needs", "Docker")]
public sealed partial class StartAheadTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private Slot Python { get; set; } = null!;

    public async Task InitializeAsync() => Python = await sandbox.ReadyAsync("judge/python");
    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Programs => new(PythonPrograms.All.Select(program => program.Name));

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_does_the_same_as_when_it_is_started_plainly(string name)
    {
        var request = Request(PythonPrograms.All.Single(program => program.Name == name).Source, new string('x', 100_000) + "\nline\n");

        var plain = await Python.RunAsync(request, CancellationToken.None);
        var ahead = await RunAheadAsync(request);

        plain.StartedAhead.ShouldBeFalse();
        Told(ahead).ShouldBe(Told(plain));
        Python.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task Hash_seeds_and_addresses_are_fresh_for_each_run()
    {
        var request = Request("print(hash('a'), id(object()))");

        var runs = new[] { await RunAheadAsync(request), await RunAheadAsync(request), await RunAheadAsync(request) };

        runs.Select(run => Encoding.UTF8.GetString(run.Stdout)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_interpreters_memory_counts_as_in_a_plain_start()
    {
        foreach (var source in new[] { "pass", "b = bytearray(100 << 20)\nfor i in range(0, len(b), 4096): b[i] = 1" })
        {
            var plain = await Python.RunAsync(Request(source), CancellationToken.None);
            var ahead = await RunAheadAsync(Request(source));

            (ahead.MemoryPeakBytes / 1048576.0).ShouldBe(plain.MemoryPeakBytes / 1048576.0, tolerance: 1.5);
        }
    }

    [Theory]
    [InlineData("import os; os.kill(-1, 9)")]
    [InlineData("import os, signal; os.kill(-1, signal.SIGSTOP); os.kill(os.getpid(), 9)")]
    public async Task A_program_that_kills_or_stops_all_it_can_harms_itself_alone(string source)
    {
        await RunAheadAsync(Request(source));

        var next = await RunAheadAsync(Request("print('well')"));

        Encoding.UTF8.GetString(next.Stdout).ShouldBe("well\n");
        Python.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_with_arguments_or_an_environment_of_its_own_is_started_plainly()
    {
        var request = Request("import sys, os; print(sys.argv[1:], os.environ.get('X'), os.listdir('/tmp'))");

        Python.StartAhead(PythonStartedAhead.Ahead);
        var arguments = await Python.RunAsync(request with { Argv = [.. request.Argv, "a"] }, CancellationToken.None);
        Python.StartAhead(PythonStartedAhead.Ahead);
        var environment = await Python.RunAsync(request with { Env = new Dictionary<string, string>(PythonStartedAhead.Env) { ["X"] = "1" } }, CancellationToken.None);

        Encoding.UTF8.GetString(arguments.Stdout).ShouldBe("['a'] None []\n");
        Encoding.UTF8.GetString(environment.Stdout).ShouldBe("[] 1 []\n");
        (arguments.StartedAhead || environment.StartedAhead).ShouldBeFalse();
    }

    private static RunRequest Request(string source, string stdin = "") => PythonStartedAhead.Request(source, stdin);

    private Task<RunReport> RunAheadAsync(RunRequest request) => new PythonStartedAhead(Python).RunAsync(request);

    // Addresses differ from run to run however it is started.
    private static string Told(RunReport run) =>
        Address().Replace($"{run.Ending} {run.Code} {run.Struck}\n{Encoding.Latin1.GetString(run.Stdout)}\n{Encoding.Latin1.GetString(run.Stderr)}", "0x");

    [GeneratedRegex("0x[0-9a-f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
