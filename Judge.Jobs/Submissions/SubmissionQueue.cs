using Hangfire;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>The three Hangfire queues as a controller sees them. Jobs hold a submission's id alone.</summary>
public sealed class SubmissionQueue(IBackgroundJobClientV2 jobs, SubmissionStore store, IConnectionMultiplexer redis, JudgeOptions options)
{
    /// <summary>Enqueues the submission; <paramref name="priority"/> is one of <see cref="Queues.All"/>.</summary>
    /// <exception cref="TimeoutException">Queueing took so long that the submission is gone.</exception>
    public async Task EnqueueAsync(string id, string priority)
    {
        var job = jobs.Enqueue<ExecuteSubmissionJob>(priority, execute => execute.RunAsync(id, null!));
        if (!await store.KeepQueuedAsync(id, priority, job))
            throw new TimeoutException($"Submission {id} was gone when it was queued.");
    }

    /// <summary>Submissions that wait in one queue.</summary>
    public long Length(string queue) => redis.GetDatabase().ListLength(Queues.KeyOf(queue, options));

    /// <summary>Submissions before this one in its queue; null when it does not wait.</summary>
    public async Task<long?> PositionAsync(string id)
    {
        var db = redis.GetDatabase();
        var place = ((string?)await db.StringGetAsync(SubmissionStore.JobKey(id)))?.Split('/');
        if (place is not [var queue, var job])
            return null;
        // Hangfire pushes at the left and pops at the right: the last element is next.
        var position = await db.ListPositionAsync(Queues.KeyOf(queue, options), job, rank: -1);
        return position < 0 ? null : await db.ListLengthAsync(Queues.KeyOf(queue, options)) - 1 - position;
    }
}
