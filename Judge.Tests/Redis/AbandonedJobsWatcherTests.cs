using Hangfire.Common;
using Judge.Jobs.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

/// <summary>What becomes of a job that a worker took from its queue and never marked as its own: it died in between, or is about to mark it.</summary>
public sealed class AbandonedJobsWatcherTests : IAsyncLifetime
{
    private const string Queue = "hangfire:queue:normal";
    private const string Taken = Queue + ":dequeued";
    private const string Job = "hangfire:job:1";
    private OwnRedis _own = null!;

    private IDatabase Db => _own.Connection.GetDatabase();

    public async Task InitializeAsync() => _own = await OwnRedis.StartAsync();
    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [InlineData("Enqueued", 20, "", "1")]
    [InlineData("Enqueued", 40, "1", "")]
    // Through, but for its taker's last step: nothing is to be run again.
    [InlineData("Succeeded", 40, "", "")]
    public async Task A_job_that_was_taken_and_not_marked_is_put_back_after_thirty_seconds(string state, int takenBeforeSec, string queued, string taken)
    {
        await TakeAsync(state, JobHelper.SerializeDateTime(DateTime.UtcNow.AddSeconds(-takenBeforeSec)));

        await LookAsync();

        string.Join(',', await Db.ListRangeAsync(Queue)).ShouldBe(queued);
        string.Join(',', await Db.ListRangeAsync(Taken)).ShouldBe(taken);
        (await Db.HashExistsAsync(Job, "Fetched")).ShouldBe(taken == "1");
    }

    [Fact]
    public async Task A_job_that_was_just_taken_and_has_no_time_yet_is_left_alone()
    {
        await TakeAsync("Enqueued", null);

        await LookAsync();

        (await Db.ListRangeAsync(Taken)).ShouldBe(["1"]);
        (await Db.ListRangeAsync(Queue)).ShouldBeEmpty();
    }

    private async Task TakeAsync(string state, string? fetched)
    {
        await Db.ListLeftPushAsync(Taken, "1");
        await Db.HashSetAsync(Job, "State", state);
        await Db.HashSetAsync(Job + ":state", "State", state);
        if (fetched is not null)
            await Db.HashSetAsync(Job, "Fetched", fetched);
    }

    private async Task LookAsync()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        new AbandonedJobsWatcher(Db, "hangfire:").Execute(stop.Token);
    }
}
