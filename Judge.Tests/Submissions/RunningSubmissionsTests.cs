using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Submissions;

public sealed class RunningSubmissionsTests : IAsyncLifetime
{
    private NamedRedis _redis = null!;
    private ConnectionMultiplexer _connection = null!;
    private RunningSubmissions _running = null!;

    public async Task InitializeAsync()
    {
        _redis = await NamedRedis.StartAsync();
        _connection = await _redis.ConnectAsync();
        _running = new RunningSubmissions(_connection);
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_later_attempt_stops_the_one_under_way_and_begins_when_that_has_ended()
    {
        var ended = false;
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _running.TrackAsync("one", 1, async stop =>
        {
            try
            {
                return await NeverAsync(stop);
            }
            finally
            {
                // What a killed run still takes: its container is ended.
                await killed.Task;
                ended = true;
            }
        });

        var second = _running.TrackAsync("one", 2, _ => Task.FromResult(ended ? "after it" : "beside it"));
        killed.SetResult();

        (await second).ShouldBe("after it");
        await Should.ThrowAsync<OperationCanceledException>(first);
    }

    [Fact]
    public async Task A_submission_that_is_deleted_between_its_being_taken_and_being_run_is_stopped()
    {
        using var beginning = _running.Begin("one");
        using var another = _running.Begin("another");
        await _connection.GetSubscriber().PublishAsync(SubmissionStore.Ended, SubmissionStore.Key("one"));
        await Patience.UntilAsync("it is heard", 30, () => Task.FromResult(beginning.HeardOf));

        await Should.ThrowAsync<OperationCanceledException>(_running.TrackAsync("one", 1, NeverAsync, beginning));
        (await _running.TrackAsync("another", 1, stop => Task.FromResult(stop.IsCancellationRequested ? "stopped" : "runs"), another)).ShouldBe("runs");
    }

    [Fact]
    public async Task A_submission_that_is_told_to_be_gone_but_is_there_runs()
    {
        using var beginning = _running.Begin("one");
        await _connection.GetDatabase().StringSetAsync(SubmissionStore.Key("one"), "there");
        await _connection.GetSubscriber().PublishAsync(SubmissionStore.Ended, SubmissionStore.Key("one"));
        await Patience.UntilAsync("it is heard", 30, () => Task.FromResult(beginning.HeardOf));

        (await _running.TrackAsync("one", 1, stop => Task.FromResult(stop.IsCancellationRequested ? "stopped" : "runs"), beginning)).ShouldBe("runs");
    }

    [Fact]
    public async Task The_same_attempt_and_an_earlier_one_are_not_run_beside_it()
    {
        using var end = new CancellationTokenSource();
        var first = _running.TrackAsync("one", 2, _ => NeverAsync(end.Token));

        (await _running.TrackAsync("one", 2, _ => Task.FromResult("again"))).ShouldBeNull();
        (await _running.TrackAsync("one", 1, _ => Task.FromResult("late"))).ShouldBeNull();
        (await _running.TrackAsync("another", 1, _ => Task.FromResult("runs"))).ShouldBe("runs");

        first.IsCompleted.ShouldBeFalse();
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        (await _running.TrackAsync("one", 2, _ => Task.FromResult("anew"))).ShouldBe("anew");
    }

    [Fact]
    public async Task A_deleted_submission_is_stopped()
    {
        var first = _running.TrackAsync("one", 1, NeverAsync);

        await Patience.UntilAsync("the deletion is heard", 30, async () =>
        {
            await _connection.GetSubscriber().PublishAsync(SubmissionStore.Ended, SubmissionStore.Key("one"));
            return first.IsCompleted;
        });

        await Should.ThrowAsync<OperationCanceledException>(first);
    }

    private static async Task<string> NeverAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        return "never";
    }
}
