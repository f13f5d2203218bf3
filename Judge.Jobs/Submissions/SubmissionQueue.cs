using Hangfire.States;
using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>The three Hangfire queues as a controller sees them. Jobs hold a submission's id alone.</summary>
public sealed class SubmissionQueue(IConnectionMultiplexer redis, JudgeOptions options)
{
    private const string AddIfRoomScript = QueuedJob.PushFunction + """
        local waiting = 0
        for i = 11, #KEYS do waiting = waiting + redis.call('LLEN', KEYS[i]) end
        if waiting >= tonumber(ARGV[7]) then return 0 end
        push(5, 8)
        redis.call('SET', KEYS[1], ARGV[5], 'EX', ARGV[1])
        redis.call('SET', KEYS[2], ARGV[6], 'EX', ARGV[1])
        redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[1])
        redis.call('ZADD', KEYS[4], ARGV[4], ARGV[3])
        return 1
        """;

    private const string QueueAgainScript = StoredLua.Function + QueuedJob.PushFunction + """
        local r = stored(KEYS[1])
        if not r then return 0 end
        if r.status ~= 'PENDING' and r.status ~= 'PROCESSING' then return 1 end
        push(5, 5)
        redis.call('EXPIRE', KEYS[1], ARGV[1])
        redis.call('EXPIRE', KEYS[2], ARGV[1])
        redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[1])
        redis.call('ZADD', KEYS[4], ARGV[4], ARGV[3])
        return 1
        """;

    private const string PriorityScript = StoredLua.RequestFunction + "local language, queue = requested(KEYS[1]) return queue or false";

    // In one step: where a job was popped between its place and the queue's length, the place would be one too small.
    // Hangfire pushes at the left and pops at the right: the last element is next.
    private const string PositionScript = """
        local queue, job = string.match(redis.call('GET', KEYS[1]) or '', '^([^/]*)/(.*)$')
        for i, name in ipairs(ARGV) do
          if name == queue then
            local place = redis.call('LPOS', KEYS[i + 1], job, 'RANK', -1)
            return place and redis.call('LLEN', KEYS[i + 1]) - 1 - place
          end
        end
        return false
        """;

    // In one step: between two, the job could be moved from the one that is looked at last to the other. Hangfire schedules a job that names its queue
    // together with that name.
    private const string WaitsScript = """
        local queue, job = string.match(redis.call('GET', KEYS[1]) or '', '^([^/]*)/(.*)$')
        if not job then return 0 end
        if redis.call('ZSCORE', KEYS[2], queue .. ':' .. job) then return 1 end
        for i, name in ipairs(ARGV) do
          if name == queue then return redis.call('LPOS', KEYS[i + 2], job, 'RANK', -1) and 1 or 0 end
        end
        return 0
        """;

    /// <summary>
    /// Stores a new submission as PENDING and queues it, in one step. Null, and nothing stored, when as many as may already wait.
    /// Where it fails it may still come about later: see <see cref="SubmissionStore.Forget"/>.
    /// </summary>
    public async Task<SubmissionResult?> AddAsync(Submission submission)
    {
        var result = new SubmissionResult { SubmissionId = submission.Id, Language = submission.Language, CreatedAt = submission.CreatedAt };
        var job = new QueuedJob(submission.Id, submission.Priority, options.HangfirePrefix);
        var added = (int)await redis.GetDatabase().ScriptEvaluateAsync(AddIfRoomScript,
            [.. KeysOf(submission.Id), .. job.Keys, .. Queues.All.Select(queue => (RedisKey)Queues.KeyOf(queue, options))],
            [.. ValuesOf(submission.Id, submission.Priority, job), SubmissionStore.Serialize(result), RequestJson.Of(submission), options.MaxQueueLength, .. job.Values]);
        return added == 1 ? result : null;
    }

    /// <summary>Queues a stored submission again unless it has ended; false: it is gone. <paramref name="priority"/> is one of <see cref="Queues.All"/>.</summary>
    public async Task<bool> EnqueueAsync(string id, string priority)
    {
        var job = new QueuedJob(id, priority, options.HangfirePrefix);
        return (int)await redis.GetDatabase().ScriptEvaluateAsync(QueueAgainScript,
            [.. KeysOf(id), .. job.Keys], [.. ValuesOf(id, priority, job), .. job.Values]) != 0;
    }

    /// <summary>The queue that a stored submission asked for; null: it is gone.</summary>
    internal async Task<string?> FindPriorityAsync(string id) =>
        (string?)await redis.GetDatabase().ScriptEvaluateAsync(PriorityScript, [SubmissionStore.RequestKey(id)]);

    /// <summary>Submissions that wait in one queue.</summary>
    public long Length(string queue) => redis.GetDatabase().ListLength(Queues.KeyOf(queue, options));

    /// <summary>Submissions before this one in its queue, 0 or more; null when it does not wait.</summary>
    public async Task<long?> PositionAsync(string id) =>
        (long?)await redis.GetDatabase().ScriptEvaluateAsync(PositionScript,
            [SubmissionStore.JobKey(id), .. Queues.All.Select(queue => (RedisKey)Queues.KeyOf(queue, options))],
            [.. Queues.All.Select(queue => (RedisValue)queue)]);

    /// <summary>Whether its job stands in its queue, or is scheduled to come into it: after a failure, say.</summary>
    internal async Task<bool> WaitsAsync(string id) =>
        (int)await redis.GetDatabase().ScriptEvaluateAsync(WaitsScript,
            [SubmissionStore.JobKey(id), options.HangfirePrefix + "schedule", .. Queues.All.Select(queue => (RedisKey)Queues.KeyOf(queue, options))],
            [.. Queues.All.Select(queue => (RedisValue)queue)]) == 1;

    /// <summary>Whether an operator deleted its job in the dashboard.</summary>
    internal async Task<bool> IsJobDeletedAsync(string id)
    {
        var db = redis.GetDatabase();
        return ((string?)await db.StringGetAsync(SubmissionStore.JobKey(id)))?.Split('/') is [_, var job]
            && await db.HashGetAsync($"{options.HangfirePrefix}job:{job}", "State") == DeletedState.StateName;
    }

    private static RedisKey[] KeysOf(string id) =>
        [SubmissionStore.Key(id), SubmissionStore.RequestKey(id), SubmissionStore.JobKey(id), SubmissionStore.UnfinishedKey];

    private static RedisValue[] ValuesOf(string id, string queue, QueuedJob job) =>
        [(long)SubmissionStore.UnfinishedTtl.TotalSeconds, queue + "/" + job.Id, id, SubmissionStore.Now()];
}
