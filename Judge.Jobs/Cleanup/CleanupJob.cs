using Hangfire;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>The recurring job: orphaned containers, stuck submissions, old failed jobs, stale keys. Idempotent; several at once do no harm.</summary>
public sealed class CleanupJob(
    IConnectionMultiplexer redis, SubmissionStore store, SubmissionQueue queue, FailedJobs failed, DockerEngine docker, Fleet fleet, ILogger<CleanupJob> log)
{
    /// <summary>Longer than any run with its compile, retries and recovery.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(5);

    // Of several cleanups one gets a stuck submission: it is no longer old for the others.
    private const string ClaimScript = """
        local since = redis.call('ZSCORE', KEYS[1], ARGV[1])
        if not since or tonumber(since) > tonumber(ARGV[2]) then return false end
        redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
        if redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[4]) then return 'first time' end
        return 'again'
        """;

    [JobDisplayName("Cleanup")]
    [OneWaits]
    [DisableConcurrentExecution(0)]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // First what needs no engine: the next step fails, and shows in the dashboard, when Docker is gone.
        await ReviveStuckSubmissionsAsync();
        await failed.DeleteOldAsync(cancellationToken);
        await RemoveOrphanedContainersAsync(cancellationToken);
    }

    private async Task RemoveOrphanedContainersAsync(CancellationToken cancellationToken)
    {
        var own = await fleet.NameAsync();
        var orphans = new List<JudgeContainer>();
        foreach (var container in await docker.ListContainersAsync(cancellationToken))
        {
            // A neighbour on this host is seen to live even when Redis was away for so long that it knows nothing of it.
            if (container.Fleet != own || container.Instance == InstanceHeartbeat.Instance || ServerProcess.IsHere(container.Process)
                || await redis.GetDatabase().KeyExistsAsync(InstanceHeartbeat.KeyOf(container.Instance)))
                continue;
            log.LogInformation("Container {Container} is removed: its owner {Instance} is gone", container.Id, container.Instance);
            orphans.Add(container);
        }
        await docker.RemoveAllAsync(orphans, cancellationToken);
    }

    private async Task ReviveStuckSubmissionsAsync()
    {
        var db = redis.GetDatabase();
        var before = DateTimeOffset.UtcNow.Subtract(StuckAfter).ToUnixTimeMilliseconds();
        foreach (var entry in await db.SortedSetRangeByScoreAsync(SubmissionStore.UnfinishedKey, stop: before))
        {
            var id = entry.ToString();
            var result = await store.FindAsync(id);
            if (result?.Status is not (SubmissionStatus.PENDING or SubmissionStatus.PROCESSING))
            {
                store.ForgetUnfinished(id, ended: result is not null);
                continue;
            }
            // Begun or not: one that failed waits for its next try in PROCESSING, behind all that its queue holds.
            if (await queue.WaitsAsync(id))
                continue;
            if (await queue.IsJobDeletedAsync(id))
            {
                log.LogInformation("Submission {Id} is deleted, as its job was", id);
                await store.DeleteAsync(id);
                continue;
            }
            var claim = await db.ScriptEvaluateAsync(ClaimScript, [SubmissionStore.UnfinishedKey, SubmissionStore.RevivedKey(id)],
                [id, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), (long)SubmissionStore.UnfinishedTtl.TotalSeconds]);
            if ((string?)claim == "first time")
                await ReviveAsync(id);
            else if ((string?)claim == "again")
                await store.FinishAsync(result with { Status = SubmissionStatus.INTERNAL_ERROR, Message = "The submission was lost twice while it was being run." });
        }
    }

    /// <summary>Queues it again, for the first and last time.</summary>
    private async Task ReviveAsync(string id)
    {
        try
        {
            // One that was deleted meanwhile is nobody's, and keeps the others from nothing.
            if (await queue.FindPriorityAsync(id) is { } priority && await queue.EnqueueAsync(id, priority))
                log.LogWarning("Submission {Id} was stuck and is queued again", id);
        }
        catch
        {
            // It was not: a later cleanup tries it.
            await redis.GetDatabase().KeyDeleteAsync(SubmissionStore.RevivedKey(id));
            throw;
        }
    }
}
