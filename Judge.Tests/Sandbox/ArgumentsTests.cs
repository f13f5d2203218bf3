using System.Text;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What a program may be given as arguments and environment, and what comes of more.</summary>
[Trait("Needs", "Docker")]
public sealed class ArgumentsTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const int TooLong = 7;
    private const long SmallStack = 1 << 20;
    private const long UsualStack = 64 << 20;

    private Slot Slot { get; set; } = null!;

    public async Task InitializeAsync() => Slot = await sandbox.ReadyAsync("judge/python");
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Arguments beside the program's name, bytes of each, the stack's limit.</summary>
    [Theory]
    [InlineData(1, 131_071, UsualStack)]
    [InlineData(60, 4_000, UsualStack)]
    [InlineData(8_000, 24, UsualStack)]
    public async Task Arguments_up_to_what_the_kernel_takes_reach_the_program(int count, int bytes, long stack)
    {
        var report = await RunAsync(count, bytes, stack);

        (report.Ending, report.Code).ShouldBe((Ending.Exited, 0));
        Encoding.UTF8.GetString(report.Stdout).ShouldBe($"{count} {count * bytes}\n");
    }

    /// <summary>One string over 128 KiB; all together over a quarter of the stack; over what a frame holds; more than a list holds.</summary>
    [Theory]
    [InlineData(1, 131_072, UsualStack)]
    [InlineData(8_000, 24, SmallStack)]
    [InlineData(1, 400_000, UsualStack)]
    [InlineData(100, 4_000, UsualStack)]
    [InlineData(8_200, 1, UsualStack)]
    public async Task A_program_with_longer_arguments_is_not_started_and_its_container_goes_on(int count, int bytes, long stack)
    {
        var report = await RunAsync(count, bytes, stack);
        var next = await RunAsync(1, 1, UsualStack);

        (report.Ending, report.Code).ShouldBe((Ending.NotExecuted, TooLong));
        (next.Ending, next.Code).ShouldBe((Ending.Exited, 0));
        Slot.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task A_long_environment_counts_as_arguments_do()
    {
        var report = await Slot.RunAsync(Request(1, 1, UsualStack) with { Env = Enumerable.Range(0, 100).ToDictionary(number => $"NAME{number}", _ => new string('x', 4_000)) }, CancellationToken.None);

        (report.Ending, report.Code).ShouldBe((Ending.NotExecuted, TooLong));
        Slot.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task A_process_whose_arguments_leave_no_room_for_its_holder_is_not_started_ahead()
    {
        var request = Request(2, 130_700, UsualStack);

        Slot.StartAhead(new StartAhead { Argv = request.Argv, Env = request.Env, HeldFile = "main.py", StackBytes = UsualStack });
        var report = await Slot.RunAsync(request, CancellationToken.None);

        report.StartedAhead.ShouldBeFalse();
        (report.Ending, report.Code).ShouldBe((Ending.Exited, 0));
        Slot.Broken.ShouldBeNull();
    }

    private Task<RunReport> RunAsync(int count, int bytes, long stack) => Slot.RunAsync(Request(count, bytes, stack), CancellationToken.None);

    private static RunRequest Request(int count, int bytes, long stack)
    {
        var plain = Requests.Python("import sys; print(len(sys.argv) - 1, sum(map(len, sys.argv[1:])))", Requests.Limits with { StackBytes = stack });
        return plain with { Argv = [.. plain.Argv, .. Enumerable.Repeat(new string('x', bytes), count)] };
    }
}
