using Hangfire;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>The recurring job: orphaned containers, stuck submissions, stale keys. Idempotent; several at once do no harm.</summary>
public sealed class CleanupJob(IConnectionMultiplexer redis, SubmissionStore store, SubmissionQueue queue, DockerEngine docker, ILogger<CleanupJob> log)
{
    /// <summary>Longer than any run with its compile, retries and recovery.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(5);

    [JobDisplayName("Cleanup")]
    [DisableConcurrentExecution(0)]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // First what needs no engine: the next step fails, and shows in the dashboard, when Docker is gone.
        await ReviveStuckSubmissionsAsync();
        await RemoveOrphanedContainersAsync(cancellationToken);
    }

    private async Task RemoveOrphanedContainersAsync(CancellationToken cancellationToken)
    {
        var own = await DockerEngine.FleetAsync(redis);
        foreach (var (container, instance, fleet) in await docker.ListContainersAsync(cancellationToken))
        {
            if (fleet != own || await redis.GetDatabase().KeyExistsAsync(InstanceHeartbeat.KeyOf(instance)) || instance == InstanceHeartbeat.Instance)
                continue;
            log.LogInformation("Container {Container} is removed: its owner {Instance} is gone", container, instance);
            await docker.RemoveAsync(container, cancellationToken);
        }
    }

    private async Task ReviveStuckSubmissionsAsync()
    {
        var db = redis.GetDatabase();
        var before = DateTimeOffset.UtcNow.Subtract(StuckAfter).ToUnixTimeMilliseconds();
        foreach (var entry in await db.SortedSetRangeByScoreAsync(SubmissionStore.UnfinishedKey, stop: before))
        {
            var id = entry.ToString();
            var result = await store.FindAsync(id);
            if (result?.Status is SubmissionStatus.PENDING && await queue.PositionAsync(id) is not null)
                continue;
            if (result?.Status is not (SubmissionStatus.PENDING or SubmissionStatus.PROCESSING))
            {
                await db.SortedSetRemoveAsync(SubmissionStore.UnfinishedKey, id);
                continue;
            }
            // The first to set the mark revives it; with the mark already there it was revived once before.
            if (await db.StringSetAsync(SubmissionStore.RevivedKey(id), "1", SubmissionStore.UnfinishedTtl, When.NotExists))
            {
                await db.SortedSetAddAsync(SubmissionStore.UnfinishedKey, id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                await queue.EnqueueAsync(id, (await store.FindRequestAsync(id))?.Priority ?? Queues.All[1]);
                log.LogWarning("Submission {Id} was stuck and is queued again", id);
            }
            else
            {
                await store.FinishAsync(result with { Status = SubmissionStatus.INTERNAL_ERROR, Message = "The submission was lost twice while it was being run." });
            }
        }
    }
}
