using Judge.Jobs.Compiling;
using Shouldly;

namespace Judge.Tests.Compiling;

public class SingleFlightTests
{
    private readonly SingleFlight<int> _flights = new();
    private readonly TaskCompletionSource<int> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _seen;
    private int _begun;

    [Fact]
    public async Task Equal_work_at_the_same_time_is_done_once()
    {
        var first = RunAsync(CancellationToken.None);
        var second = RunAsync(CancellationToken.None);
        _work.SetResult(7);

        (await first).ShouldBe((7, false));
        (await second).ShouldBe((7, true));
        _begun.ShouldBe(1);
    }

    [Fact]
    public async Task A_waiter_who_gives_up_does_not_stop_the_work_of_another()
    {
        using var impatient = new CancellationTokenSource();
        var first = RunAsync(impatient.Token);
        var second = RunAsync(CancellationToken.None);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        _work.SetResult(7);

        (await second).Result.ShouldBe(7);
        _seen.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Work_that_nobody_waits_for_any_more_is_cancelled_and_can_begin_again()
    {
        using var impatient = new CancellationTokenSource();
        var first = RunAsync(impatient.Token);
        await UntilBegunAsync(1);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        _seen.IsCancellationRequested.ShouldBeTrue();
        var again = RunAsync(CancellationToken.None);
        _work.SetResult(7);

        (await again).ShouldBe((7, false));
        _begun.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_is_told_to_all_and_not_kept()
    {
        var first = RunAsync(CancellationToken.None);
        var second = RunAsync(CancellationToken.None);
        _work.SetException(new IOException("disk"));

        await Should.ThrowAsync<IOException>(first);
        await Should.ThrowAsync<IOException>(second);
        (await _flights.RunAsync("key", _ => Task.FromResult(8), CancellationToken.None)).ShouldBe((8, false));
    }

    private Task<(int Result, bool Joined)> RunAsync(CancellationToken stop) => _flights.RunAsync("key", async token =>
    {
        _seen = token;
        Interlocked.Increment(ref _begun);
        return await _work.Task;
    }, stop);

    private async Task UntilBegunAsync(int count)
    {
        while (Volatile.Read(ref _begun) < count)
            await Task.Delay(1);
    }
}
