using System.Text.Json;
using Judge.Jobs.Telemetry;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>
/// Submissions and their results in Redis: <c>submission:{id}</c> is the result as JSON, <c>submission:{id}:request</c> the
/// request. Every change after the first is conditional, so that a deleted submission is never brought back.
/// </summary>
public sealed class SubmissionStore(IConnectionMultiplexer redis, JudgeOptions options)
{
    /// <summary>How long a submission that waits or runs is kept: longer than any queue.</summary>
    internal static readonly TimeSpan UnfinishedTtl = TimeSpan.FromDays(7);

    /// <summary>So much of large verdicts is worth a collection, of some 20 ms.</summary>
    private const long CollectedBytes = 128 << 20;

    // Never over nothing, and over no end. The cleanup's clock begins anew for it. EXPIRE comes before SET here, and DEL in FinishScript: at its
    // maxmemory Redis refuses a script's first write if that stores, and none after one that does not, so what is begun comes to its verdict.
    private const string StartScript = StoredLua.Function + """
        local r = stored(KEYS[1])
        local before = r and r.status
        if before ~= 'PENDING' and before ~= 'PROCESSING' then return false end
        local request = redis.call('GET', KEYS[2])
        if not request then return false end
        r.status, r.started_at = 'PROCESSING', ARGV[2]
        local now = cjson.encode(r)
        redis.call('EXPIRE', KEYS[2], ARGV[1])
        redis.call('SET', KEYS[1], now, 'EX', ARGV[1])
        redis.call('ZADD', KEYS[3], 'XX', ARGV[4], ARGV[3])
        return { before, now, request }
        """;

    // Over no end, only over the attempt the caller has seen, and never over nothing: a DELETE and a newer attempt both win.
    private const string PutBackScript = StoredLua.Function + """
        local r = stored(KEYS[1])
        if not r or tostring(r.attempt) ~= ARGV[2] or r.status ~= 'PROCESSING' then return end
        redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
        """;

    // As above. What is kept only of unfinished ones goes with it, or is left over and goes too; a newer attempt's stays.
    private const string FinishScript = StoredLua.Function + """
        local r = stored(KEYS[1])
        local unfinished = r and (r.status == 'PENDING' or r.status == 'PROCESSING')
        if unfinished and tostring(r.attempt) ~= ARGV[2] then return 0 end
        redis.call('DEL', KEYS[4], KEYS[5])
        redis.call('ZREM', KEYS[3], ARGV[4])
        if not unfinished then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
        redis.call('EXPIRE', KEYS[2], ARGV[3])
        if ARGV[5] == '1' then redis.call('PUBLISH', 'submission-ended', KEYS[1]) end
        return 1
        """;

    private IDatabase Db => redis.GetDatabase();

    public static string Key(string id) => "submission:" + id;
    public static string RequestKey(string id) => "submission:" + id + ":request";
    /// <summary>Where it waits: queue and Hangfire job, while it is unfinished.</summary>
    internal static string JobKey(string id) => "submission:" + id + ":job";
    /// <summary>There once the cleanup has queued it again.</summary>
    internal static string RevivedKey(string id) => "submission:" + id + ":revived";
    /// <summary>Sorted set of unfinished submissions' ids by the Unix millisecond they were last queued or started at.</summary>
    public const string UnfinishedKey = "submissions:unfinished";
    /// <summary>Channel that tells the key of a submission that was deleted or, on a shared Redis, has its verdict.</summary>
    public static readonly RedisChannel Ended = RedisChannel.Literal("submission-ended");

    /// <summary>The turn of a large verdict to be stored.</summary>
    private readonly SemaphoreSlim _large = new(1);
    private long _largeBytes;

    private Action<string, SubmissionResult?>? _whenFinished;

    /// <summary>Whether other processes can wait for a verdict of this one's.</summary>
    private bool IsShared => options.RedisUrl is not null;

    /// <summary>
    /// Asks to be told the id of each submission whose verdict this process has stored, and its result unless that is large: who waits for it here
    /// need not ask Redis.
    /// </summary>
    public void WhenFinished(Action<string, SubmissionResult?> tell) => _whenFinished += tell;

    /// <summary>What is known of a submission; null when unknown, expired or deleted.</summary>
    public async Task<SubmissionResult?> FindAsync(string id)
    {
        var json = await Db.StringGetAsync(Key(id));
        return json.IsNull ? null : Deserialize<SubmissionResult>(json);
    }

    /// <summary>As <see cref="FindAsync"/>, for a client: a large one is not read. In one step where it is small.</summary>
    public async Task<StoredResult?> FindStoredAsync(string id)
    {
        while (true)
        {
            var json = await Db.StringGetRangeAsync(Key(id), 0, LargeResult.WholeMaxBytes - 1);
            if (json.IsNullOrEmpty)
                return null;
            if (json.Length() < LargeResult.WholeMaxBytes)
                return StoredResult.Of(Deserialize<SubmissionResult>(json));
            if (await LargeResult.FindAsync(Db, Key(id)) is { } large)
                return StoredResult.Of(large);
        }
    }

    /// <summary>The request; null when unknown, expired or deleted.</summary>
    public async Task<Submission?> FindRequestAsync(string id)
    {
        var json = await Db.StringGetAsync(RequestKey(id));
        return json.IsNull ? null : Deserialize<Submission>(json);
    }

    /// <summary>Marks it PROCESSING and reads its request, in one step. Null when it was deleted or has ended: then it must not run.</summary>
    public async Task<(SubmissionResult Started, Submission Request)?> StartAsync(string id)
    {
        var found = await Db.ScriptEvaluateAsync(StartScript, [Key(id), RequestKey(id), UnfinishedKey],
            [(long)UnfinishedTtl.TotalSeconds, SubmissionJson.TextOf(DateTime.UtcNow), id, Now()]);
        if (found.IsNull)
            return null;
        var started = Deserialize<SubmissionResult>((RedisValue)found[1]);
        if ((string?)found[0] == nameof(SubmissionStatus.PENDING))
            JudgeTelemetry.CountStarted(started);
        return (started, Deserialize<Submission>((RedisValue)found[2]));
    }

    /// <summary>Back to PENDING as if no worker had had it: it is queued again by whoever calls this.</summary>
    public Task PutBackAsync(SubmissionResult started) =>
        Db.ScriptEvaluateAsync(PutBackScript, [Key(started.SubmissionId)],
            [Serialize(started with { Status = SubmissionStatus.PENDING, StartedAt = null }), started.Attempt, (long)UnfinishedTtl.TotalSeconds]);

    /// <summary>
    /// Stores the verdict with its time to live. False when it was deleted or re-run meanwhile: the verdict is dropped. Large ones are stored one
    /// after the other, because of the memory that each takes.
    /// </summary>
    /// <param name="result">The verdict.</param>
    /// <param name="again">Asked after an error whether it is tried again, once its answer is there; null: it is not.</param>
    public async Task<bool> FinishAsync(SubmissionResult result, Func<Exception, Task<bool>>? again = null)
    {
        if (!ResultJson.IsLarge(result))
            return await FinishNowAsync(result, again);
        await _large.WaitAsync();
        try
        {
            // It would be made beside what is left of the last ones: large objects are collected when there are many more of them.
            if (_largeBytes >= CollectedBytes)
            {
                _largeBytes = 0;
                GC.Collect();
            }
            return await FinishNowAsync(result, again);
        }
        finally
        {
            _large.Release();
        }
    }

    private async Task<bool> FinishNowAsync(SubmissionResult result, Func<Exception, Task<bool>>? again)
    {
        var ttl = TimeSpan.FromSeconds(options.ResultTtlSec);
        var finished = result with { FinishedAt = DateTime.UtcNow, ExpiresAt = DateTime.UtcNow + ttl };
        var id = result.SubmissionId;
        var json = ResultJson.Of(finished);
        if (ResultJson.IsLarge(finished))
            _largeBytes += json.Length;
        while (true)
        {
            try
            {
                if ((int)await Db.ScriptEvaluateAsync(FinishScript, [Key(id), RequestKey(id), UnfinishedKey, JobKey(id), RevivedKey(id)],
                    [json, result.Attempt, (long)ttl.TotalSeconds, id, IsShared ? "1" : "0"]) == 0)
                    return false;
                break;
            }
            catch (Exception e) when (again is not null)
            {
                if (!await again(e))
                    throw;
            }
        }
        JudgeTelemetry.CountFinished(finished);
        _whenFinished?.Invoke(id, json.Length < LargeResult.WholeMaxBytes ? finished : null);
        return true;
    }

    /// <summary>
    /// Drops what is kept of a submission while it is unfinished; its request too unless it has <paramref name="ended"/>, since it can
    /// then be run again.
    /// </summary>
    internal void ForgetUnfinished(string id, bool ended)
    {
        RedisKey[] keys = [JobKey(id), RevivedKey(id)];
        // In this order, and waited for by nobody: what is lost of it the cleanup finds by the last.
        Db.KeyDelete(ended ? keys : [.. keys, RequestKey(id)], CommandFlags.FireAndForget);
        Db.SortedSetRemove(UnfinishedKey, id, CommandFlags.FireAndForget);
    }

    /// <summary>Forgets a submission. False when there was none.</summary>
    public async Task<bool> DeleteAsync(string id)
    {
        var deleted = await Db.KeyDeleteAsync(KeysOf(id));
        await Db.SortedSetRemoveAsync(UnfinishedKey, id);
        await redis.GetSubscriber().PublishAsync(Ended, Key(id), CommandFlags.FireAndForget);
        return deleted > 0;
    }

    /// <summary>
    /// Takes back one that was not seen to be stored, whose client is told so and will send it again. Not waited for: while Redis is away
    /// it stands behind what would store it, on the same connection, and deletes what comes to be stored late.
    /// </summary>
    public void Forget(string id)
    {
        Db.KeyDelete(KeysOf(id), CommandFlags.FireAndForget);
        Db.SortedSetRemove(UnfinishedKey, id, CommandFlags.FireAndForget);
        // A worker may have it by then.
        Db.Publish(Ended, Key(id), CommandFlags.FireAndForget);
    }

    private static RedisKey[] KeysOf(string id) => [Key(id), RequestKey(id), JobKey(id), RevivedKey(id)];
    internal static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    internal static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, SubmissionJson.Options);
    private static T Deserialize<T>(RedisValue json) => JsonSerializer.Deserialize<T>((byte[])json!, SubmissionJson.Options)!;
}
