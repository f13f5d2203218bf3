using Hangfire;
using Hangfire.States;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>Hangfire's failed jobs, which it keeps for ever: those that nobody retries are deleted after a day, and of failed cleanups all but the newest.</summary>
public sealed class FailedJobs(IConnectionMultiplexer redis, IBackgroundJobClient jobs, JudgeOptions options)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    /// <summary>Deleted or looked at by one cleanup; the next one goes on.</summary>
    private const int Most = 1000;

    private RedisKey Key => options.HangfirePrefix + "failed";

    /// <summary>Deletes them; their traces go an hour later, as those of all jobs that have ended.</summary>
    public async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        var db = redis.GetDatabase();
        var before = DateTimeOffset.UtcNow.Subtract(Kept).ToUnixTimeSeconds();
        foreach (var job in await db.SortedSetRangeByScoreAsync(Key, stop: before, take: Most))
            await DeleteAsync(db, job!, "It failed a day ago, and nobody retried it.", cancellationToken);

        var newest = await db.SortedSetRangeByRankAsync(Key, 0, Most - 1, Order.Descending);
        var types = await Task.WhenAll(newest.Select(job => db.HashGetAsync(JobKey(job!), "Type")));
        foreach (var (job, _) in newest.Zip(types).Where(job => job.Second.ToString().StartsWith(typeof(CleanupJob).FullName + ",", StringComparison.Ordinal)).Skip(1))
            await DeleteAsync(db, job!, "A later cleanup failed too.", cancellationToken);
    }

    private async Task DeleteAsync(IDatabase db, string job, string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Retried meanwhile, it has another state.
        if (!jobs.ChangeState(job, new DeletedState { Reason = reason }, FailedState.StateName) && !await db.KeyExistsAsync(JobKey(job)))
            await db.SortedSetRemoveAsync(Key, job);
    }

    private string JobKey(string job) => $"{options.HangfirePrefix}job:{job}";
}
