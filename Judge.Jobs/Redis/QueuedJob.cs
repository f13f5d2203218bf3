using System.Reflection;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// A submission's Hangfire job, written as Hangfire's own client writes it, but by a part of a script: what it is written with is
/// stored in the same step. A test compares the two.
/// </summary>
internal sealed class QueuedJob
{
    /// <summary>
    /// Lua function that queues the job whose <see cref="Keys"/> begin at KEYS[k] and whose <see cref="Values"/> are ARGV[a] to the last.
    /// </summary>
    // The queue is first: a write that Redis refuses is the first one, and then nothing is written. Workers see all of it or nothing.
    public const string PushFunction = """
        local function push(k, a)
          redis.call('LPUSH', KEYS[k], ARGV[a])
          redis.call('SADD', KEYS[k + 1], ARGV[a + 1])
          local state = a + 5 + ARGV[a + 4]
          redis.call('HSET', KEYS[k + 2], unpack(ARGV, a + 5, state - 1))
          redis.call('HSET', KEYS[k + 3], unpack(ARGV, state))
          redis.call('RPUSH', KEYS[k + 4], ARGV[a + 3])
          if redis.call('EXISTS', KEYS[k + 5]) == 1 then redis.call('PUBLISH', ARGV[a + 2], ARGV[a]) end
        end

        """;

    /// <summary>Field of a job: how often it was put back because the server that ran it ended in the midst of it.</summary>
    public const string LostRunsField = "LostRuns";

    private static readonly MethodInfo s_method = typeof(ExecuteSubmissionJob).GetMethod(nameof(ExecuteSubmissionJob.RunAsync))!;

    public QueuedJob(string submissionId, string queue, string prefix)
    {
        // The job names its queue. Its state tells of the default one whatever that is, as with Hangfire's client.
        var state = new EnqueuedState();
        var now = JobHelper.SerializeDateTime(state.EnqueuedAt);
        var stored = state.SerializeData();
        var invocation = InvocationData.SerializeJob(new Job(typeof(ExecuteSubmissionJob), s_method, [submissionId, null!], queue));
        RedisValue[] fields =
        [
            "Type", invocation.Type, "Method", invocation.Method, "ParameterTypes", invocation.ParameterTypes, "Arguments", invocation.Arguments,
            "CreatedAt", now, "Queue", invocation.Queue, "State", state.Name,
        ];
        var history = SerializationHelper.Serialize(new Dictionary<string, string?>(stored!, StringComparer.Ordinal)
        {
            ["State"] = state.Name,
            ["Reason"] = null,
            ["CreatedAt"] = now,
        }, SerializationOption.User);
        Id = Guid.NewGuid().ToString();
        Keys = [$"{prefix}queue:{queue}", prefix + "queues", $"{prefix}job:{Id}", $"{prefix}job:{Id}:state", $"{prefix}job:{Id}:history", JobSignal.WaitsKeyOf(prefix)];
        Values =
        [
            Id, queue, JudgeRedisStorage.FetchChannelOf(prefix), history, fields.Length, .. fields,
            "State", state.Name, .. stored.SelectMany(field => (RedisValue[])[field.Key, field.Value]),
        ];
    }

    /// <summary>Hangfire's name of the job.</summary>
    public string Id { get; }
    public RedisKey[] Keys { get; }
    public RedisValue[] Values { get; }
}
