using System.Linq.Expressions;
using Hangfire;
using Hangfire.Common;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Cleanup;

public sealed class FailedJobsTests : IAsyncLifetime
{
    private const string Key = "hangfire:failed";
    private OwnRedis _own = null!;
    private BackgroundJobClient _client = null!;

    private IDatabase Db => _own.Connection.GetDatabase();

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        _client = new BackgroundJobClient(new JudgeRedisStorage(_own.Connection, new RedisStorageOptions { Prefix = "hangfire:" }, _ => { }));
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Fact]
    public async Task What_failed_more_than_a_day_ago_is_deleted_and_what_failed_since_stays()
    {
        var (old, gone, since) = (Failed<ExecuteSubmissionJob>(job => job.RunAsync("1", null!)), "without-a-job", Failed<ExecuteSubmissionJob>(job => job.RunAsync("2", null!)));
        foreach (var job in new[] { old, gone })
            await Db.SortedSetAddAsync(Key, job, DateTimeOffset.UtcNow.AddHours(-25).ToUnixTimeSeconds());

        await DeleteOldAsync();

        (await Db.SortedSetRangeByRankAsync(Key)).ShouldBe([since]);
        (await Db.HashGetAsync("hangfire:job:" + old, "State")).ToString().ShouldBe(DeletedState.StateName);
        (await Db.KeyTimeToLiveAsync("hangfire:job:" + old)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_failed_cleanups_the_newest_stays()
    {
        var submission = Failed<ExecuteSubmissionJob>(job => job.RunAsync("1", null!));
        var cleanups = Enumerable.Range(0, 3).Select(_ => Failed<CleanupJob>(job => job.RunAsync(CancellationToken.None))).ToList();
        for (var minute = 0; minute < cleanups.Count; minute++)
            await Db.SortedSetAddAsync(Key, cleanups[minute], DateTimeOffset.UtcNow.AddMinutes(minute - 60).ToUnixTimeSeconds());

        await DeleteOldAsync();

        (await Db.SortedSetRangeByRankAsync(Key)).ShouldBe([cleanups[^1], submission]);
    }

    private string Failed<T>(Expression<Func<T, Task>> call)
    {
        var job = _client.Create(Job.FromExpression(call), new EnqueuedState("bulk"));
        // Out of retries.
        Db.HashSet("hangfire:job:" + job, "RetryCount", "10");
        _client.ChangeState(job, new FailedState(new InvalidOperationException("It failed.")));
        return job;
    }

    private Task DeleteOldAsync() => new FailedJobs(_own.Connection, _client, new JudgeOptions()).DeleteOldAsync(CancellationToken.None);
}
