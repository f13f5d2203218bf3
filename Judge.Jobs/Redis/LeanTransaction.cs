using System.Globalization;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// A change of a locked job's state: what Hangfire's own transaction writes, but as one script, which gives the job's lock back too.
/// Hangfire's is up to seventeen commands, each with a reply of its own, and the lock another. A test compares what the two write.
/// </summary>
internal sealed class LeanTransaction(IDatabase redis, string prefix, RedisKey lockKey, string lockToken, Action committed) : JobStorageTransaction
{
    // The lock first: at its maxmemory Redis refuses what stores, unless the script has deleted something before.
    private const string CommitScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        local i = 2
        while i <= #ARGV do
          local last = i + ARGV[i]
          redis.call(unpack(ARGV, i + 1, last))
          i = last + 1
        end
        """;

    /// <summary>The lock's token, then each command behind the number of its words.</summary>
    private readonly List<RedisValue> _words = [lockToken];

    public override void Commit()
    {
        redis.ScriptEvaluate(CommitScript, [lockKey], [.. _words]);
        committed();
    }

    public override void SetJobState(string jobId, IState state)
    {
        Add("HSET", Job(jobId), "State", state.Name);
        Add("DEL", Job(jobId) + ":state");
        var stored = new Dictionary<string, string?>(state.SerializeData()!, StringComparer.Ordinal) { ["State"] = state.Name };
        if (state.Reason is not null)
            stored["Reason"] = state.Reason;
        Add(["HSET", Job(jobId) + ":state", .. Fields(stored)]);
        AddJobState(jobId, state);
    }

    public override void AddJobState(string jobId, IState state) =>
        Add("RPUSH", Job(jobId) + ":history", SerializationHelper.Serialize(new Dictionary<string, string?>(state.SerializeData()!, StringComparer.Ordinal)
        {
            ["State"] = state.Name,
            ["Reason"] = state.Reason,
            ["CreatedAt"] = JobHelper.SerializeDateTime(DateTime.UtcNow),
        }, SerializationOption.User));

    public override void ExpireJob(string jobId, TimeSpan expireIn)
    {
        foreach (var key in KeysOf(jobId))
            Expire(key, expireIn);
    }

    public override void PersistJob(string jobId)
    {
        foreach (var key in KeysOf(jobId))
            Add("PERSIST", key);
    }

    public override void SetJobParameter(string jobId, string name, string value) => Add("HSET", Job(jobId), name, value);

    public override void AddToQueue(string queue, string jobId)
    {
        Add("SADD", prefix + "queues", queue);
        Add("LPUSH", $"{prefix}queue:{queue}", jobId);
        Add("PUBLISH", JudgeRedisStorage.FetchChannelOf(prefix), jobId);
    }

    public override void IncrementCounter(string key) => Add("INCR", prefix + key);

    public override void IncrementCounter(string key, TimeSpan expireIn)
    {
        IncrementCounter(key);
        Expire(prefix + key, expireIn);
    }

    public override void DecrementCounter(string key) => Add("DECR", prefix + key);

    public override void DecrementCounter(string key, TimeSpan expireIn)
    {
        DecrementCounter(key);
        Expire(prefix + key, expireIn);
    }

    public override void AddToSet(string key, string value) => AddToSet(key, value, 0);
    public override void AddToSet(string key, string value, double score) => Add("ZADD", prefix + key, score.ToString("R", CultureInfo.InvariantCulture), value);
    public override void RemoveFromSet(string key, string value) => Add("ZREM", prefix + key, value);
    public override void InsertToList(string key, string value) => Add("LPUSH", prefix + key, value);
    public override void RemoveFromList(string key, string value) => Add("LREM", prefix + key, 0, value);
    public override void TrimList(string key, int keepStartingFrom, int keepEndingAt) => Add("LTRIM", prefix + key, keepStartingFrom, keepEndingAt);
    public override void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string>> keyValuePairs) => Add(["HSET", prefix + key, .. Fields(keyValuePairs!)]);
    public override void RemoveHash(string key) => Add("DEL", prefix + key);

    private void Expire(string key, TimeSpan expireIn) => Add("PEXPIRE", key, (long)expireIn.TotalMilliseconds);

    private void Add(params ReadOnlySpan<RedisValue> command)
    {
        _words.Add(command.Length);
        _words.AddRange(command);
    }

    private static IEnumerable<RedisValue> Fields(IEnumerable<KeyValuePair<string, string?>> fields) =>
        fields.SelectMany(field => (RedisValue[])[field.Key, field.Value ?? ""]);

    private string Job(string jobId) => $"{prefix}job:{jobId}";
    private string[] KeysOf(string jobId) => [Job(jobId), Job(jobId) + ":history", Job(jobId) + ":state"];
}
