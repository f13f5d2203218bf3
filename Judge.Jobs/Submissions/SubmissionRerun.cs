using System.Globalization;
using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>Runs submissions again, under their id and the next attempt number. Nothing of what they brought or wrote is read for it.</summary>
public sealed class SubmissionRerun(IConnectionMultiplexer redis, JudgeOptions options)
{
    private const string LookScript = StoredLua.Function + StoredLua.RequestFunction + """
        local r = stored(KEYS[1])
        local language, queue, created = requested(KEYS[2])
        if not r or not queue then return false end
        return { r.attempt, language, queue, created }
        """;

    // Writes only over the attempt that was looked at, and never over nothing: a DELETE and a newer attempt both win. The queue is first: where Redis
    // refuses to store, it refuses a script's first write, and then nothing is written.
    private const string RerunScript = StoredLua.Function + QueuedJob.PushFunction + """
        local r = stored(KEYS[1])
        if not r then return 0 end
        if tostring(r.attempt) ~= ARGV[2] then return 2 end
        if #KEYS > 4 then
          push(5, 7)
          redis.call('SET', KEYS[4], ARGV[6], 'EX', ARGV[3])
        end
        redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
        redis.call('EXPIRE', KEYS[2], ARGV[3])
        redis.call('ZADD', KEYS[3], ARGV[5], ARGV[4])
        return 1
        """;

    /// <summary>Back to PENDING and queued, in one step; null when unknown, expired or deleted. Of two at once each is an attempt of its own.</summary>
    public Task<SubmissionResult?> QueueAsync(string id) => RunAsync(id, queued: true);

    /// <summary>Back to PENDING for whoever calls this to begin it; null when unknown, expired or deleted.</summary>
    internal Task<SubmissionResult?> PendAsync(string id) => RunAsync(id, queued: false);

    private async Task<SubmissionResult?> RunAsync(string id, bool queued)
    {
        var db = redis.GetDatabase();
        RedisKey[] keys = [SubmissionStore.Key(id), SubmissionStore.RequestKey(id), SubmissionStore.UnfinishedKey, SubmissionStore.JobKey(id)];
        while (true)
        {
            var found = await db.ScriptEvaluateAsync(LookScript, keys);
            if (found.IsNull)
                return null;
            var (attempt, queue) = ((int)found[0], (string)found[2]!);
            var again = new SubmissionResult
            {
                SubmissionId = id,
                Language = (string)found[1]!,
                CreatedAt = DateTime.Parse((string)found[3]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                Attempt = attempt + 1,
            };
            var job = queued ? new QueuedJob(id, queue, options.HangfirePrefix) : null;
            var done = (int)await db.ScriptEvaluateAsync(RerunScript, [.. keys, .. job?.Keys ?? []],
                [SubmissionStore.Serialize(again), attempt, (long)SubmissionStore.UnfinishedTtl.TotalSeconds, id, SubmissionStore.Now(), $"{queue}/{job?.Id}", .. job?.Values ?? []]);
            // 2: another came between.
            if (done != 2)
                return done == 1 ? again : null;
        }
    }
}
