using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

#pragma warning disable CS0618 // Hangfire marks the type of its own background components as obsolete for callers.
/// <summary>
/// Puts back the jobs that a dead server had taken, in place of Hangfire's watcher, which looks once a minute and never finds a job
/// whose taker died before it had marked it.
/// </summary>
internal sealed class AbandonedJobsWatcher(IDatabase redis, string prefix) : IServerComponent
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    /// <summary>A taken job is marked within milliseconds; one that is not after this long has lost its taker.</summary>
    private static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(30);

    // Of several watchers one removes it, and that one puts it back, to be next.
    private const string PutBackScript = """
        if redis.call('LREM', KEYS[1], -1, ARGV[1]) == 0 then return end
        redis.call('HDEL', KEYS[3], 'Fetched', 'Checked')
        if ARGV[2] == '0' then return end
        if redis.call('HGET', KEYS[3], 'State') == 'Processing' then redis.call('HINCRBY', KEYS[3], ARGV[4], 1) end
        redis.call('RPUSH', KEYS[2], ARGV[1])
        redis.call('PUBLISH', ARGV[3], ARGV[1])
        """;

    public void Execute(CancellationToken cancellationToken)
    {
        foreach (var queue in Queues.Served)
            foreach (var job in redis.ListRange(TakenKey(queue)))
                Look(queue, job!);
        cancellationToken.WaitHandle.WaitOne(LookAgain);
    }

    private void Look(string queue, string job)
    {
        var fields = redis.HashGet(JobKey(job), ["State", "Fetched"]);
        var server = redis.HashGet(JobKey(job) + ":state", "ServerId");
        var dead = !server.IsNull && !redis.KeyExists($"{prefix}server:{server}");
        var taken = JobHelper.DeserializeNullableDateTime(fields[1]);
        var unmarked = server.IsNull && taken < RedisClock.Now(redis) - MarkPatience;
        if (!dead && !unmarked)
            return;
        // One in any other state is through, and only its taker's last step is missing.
        var again = fields[0] == ProcessingState.StateName || fields[0] == EnqueuedState.StateName;
        redis.ScriptEvaluate(PutBackScript, [TakenKey(queue), $"{prefix}queue:{queue}", JobKey(job)],
            [job, again ? "1" : "0", JudgeRedisStorage.FetchChannelOf(prefix), QueuedJob.LostRunsField]);
    }

    private string TakenKey(string queue) => $"{prefix}queue:{queue}:dequeued";
    private string JobKey(string job) => $"{prefix}job:{job}";
}
#pragma warning restore CS0618
