using System.Diagnostics;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.Storage;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// A job's way through Hangfire in fewer round trips to Redis: one to fetch it with its lock and its data, one for the next lock and data
/// together, and one to change its state, which gives the lock back too. docs/benchmarks.md says what each saves.
/// </summary>
internal sealed class LeanConnection(JobStorageConnection inner, IDatabase redis, string prefix, Lazy<JobSignal> signal, Action<CancellationToken> beforeFetch)
    : ForwardingConnection(inner)
{
    /// <summary>A killed holder's lock goes by itself after this long; a state change takes two round trips.</summary>
    private static readonly TimeSpan LockExpiry = TimeSpan.FromSeconds(20);

    // Takes the next job of the first queue that has one, and marks it in the same step: a kill cannot fall between. Its lock is taken
    // along where it is free, since the worker's first act is to mark the job as processing. Where there is none, the worker waits from now on.
    private const string FetchScript = RedisClock.NowFunction + JobSignal.WaitFunction + """
        for i = 2, #KEYS, 2 do
          local id = redis.call('RPOPLPUSH', KEYS[i], KEYS[i + 1])
          if id then
            if ARGV[5] == '1' then redis.call('ZREM', KEYS[1], ARGV[4]) end
            local job = ARGV[1] .. id
            redis.call('HSET', job, 'Fetched', now())
            if redis.call('SET', job .. ':state-lock', ARGV[2], 'NX', 'PX', ARGV[3]) then return { i, id, redis.call('HGETALL', job) } end
            return { i, id }
          end
        end
        wait(1, 4)
        return false
        """;

    // What is read in the same step was read under the lock.
    private const string LockScript = """
        if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return redis.call('HGETALL', KEYS[2]) end
        return false
        """;

    // Over nothing it would make a server that none of the others knows, and that no other can find dead.
    private const string HeartbeatScript = RedisClock.NowFunction + """
        if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then return 0 end
        redis.call('HSET', KEYS[2], 'Heartbeat', now())
        return 1
        """;

    // The start that a server tells is by its own clock: one whose heart has not beaten yet has its time from this look on.
    private const string RemoveTimedOutScript = RedisClock.NowFunction + """
        local removed, now = 0, now()
        for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
          local server = ARGV[1] .. id
          local beat = tonumber(redis.call('HGET', server, 'Heartbeat') or '')
          if not beat then
            redis.call('HSET', server, 'Heartbeat', now)
          elseif now - beat > tonumber(ARGV[2]) then
            redis.call('SREM', KEYS[1], id)
            redis.call('DEL', server, server .. ':queues')
            removed = removed + 1
          end
        end
        return removed
        """;

    /// <summary>Pause of a worker whose look for a job failed; Hangfire's own grows to half a minute, and jobs would wait for it when Redis serves again.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private const string ReleaseScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

    /// <summary>What came with the lock, until it is asked for or the lock is given back.</summary>
    private (string JobId, Dictionary<string, string> Fields)? _read;
    private HeldLock? _held;
    /// <summary>The lock that came with the fetched job, until it is asked for.</summary>
    private (string JobId, Releaser Lock)? _fetchedLock;

    public override IFetchedJob FetchNextJob(string[] queues, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [JobSignal.WaitsKeyOf(prefix), .. queues.SelectMany(queue => (RedisKey[])[QueueKey(queue), FetchedKey(queue)])];
        var worker = NewToken();
        for (var waited = false; ; waited = true)
        {
            beforeFetch(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (TryFetch(queues, keys, worker, waited) is { } job)
                    return job;
                signal.Value.Wait(cancellationToken);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // Away, or its disk is full: the heartbeat says so in the log.
                cancellationToken.WaitHandle.WaitOne(LookAgain);
            }
        }
    }

    /// <exception cref="BackgroundServerGoneException">The others took the server for dead, or Redis lost it: Hangfire announces it anew.</exception>
    public override void Heartbeat(string serverId)
    {
        if ((int)redis.ScriptEvaluate(HeartbeatScript, [prefix + "servers", $"{prefix}server:{serverId}"], [serverId]) == 0)
            throw new BackgroundServerGoneException();
    }

    // Hangfire's compares the beats with the clock of the server that looks: where that was ahead by the time-out, it took the living for dead.
    public override int RemoveTimedOutServers(TimeSpan timeOut) =>
        (int)redis.ScriptEvaluate(RemoveTimedOutScript, [prefix + "servers"], [prefix + "server:", (long)timeOut.TotalMilliseconds]);

    private FetchedJob? TryFetch(string[] queues, RedisKey[] keys, string worker, bool waited)
    {
        var token = NewToken();
        var found = redis.ScriptEvaluate(FetchScript, keys,
            [prefix + "job:", token, (long)LockExpiry.TotalMilliseconds, worker, waited]);
        if (found.IsNull)
            return null;
        var jobId = (string)found[1]!;
        if (found.Length > 2)
            _fetchedLock = (jobId, Locked(jobId, prefix + StateLock(jobId), token, found[2]));
        return new FetchedJob(this, queues[((int)found[0] / 2) - 1], jobId);
    }

    public override IDisposable AcquireDistributedLock(string resource, TimeSpan timeout) =>
        resource.StartsWith("job:", StringComparison.Ordinal) && resource.EndsWith(":state-lock", StringComparison.Ordinal)
            ? LockJob(resource["job:".Length..^":state-lock".Length], resource, timeout)
            : base.AcquireDistributedLock(resource, timeout);

    public override IWriteOnlyTransaction CreateWriteTransaction() => _held is { } held
        ? new LeanTransaction(redis, prefix, held.Key, held.Token, () => held.Given = true)
        : base.CreateWriteTransaction();

    public override JobData? GetJobData(string jobId)
    {
        var fields = _read is { } read && read.JobId == jobId ? read.Fields : redis.HashGetAll(JobKey(jobId)).ToStringDictionary();
        // The lock's copy is good for one look: what the state change itself writes is then read anew.
        _read = null;
        return fields.Count == 0 ? null : JobDataOf(fields);
    }

    private static JobData JobDataOf(Dictionary<string, string> fields)
    {
        string? Field(string name) => fields.GetValueOrDefault(name);
        var data = new JobData
        {
            State = Field("State"),
            CreatedAt = JobHelper.DeserializeNullableDateTime(Field("CreatedAt")) ?? DateTime.MinValue,
            InvocationData = new InvocationData(Field("Type"), Field("Method"), Field("ParameterTypes"), Field("Arguments"), Field("Queue")),
            ParametersSnapshot = fields,
        };
        try
        {
            data.Job = data.InvocationData.DeserializeJob();
        }
        catch (JobLoadException e)
        {
            data.LoadException = e;
        }
        return data;
    }

    private Releaser LockJob(string jobId, string resource, TimeSpan timeout)
    {
        if (_fetchedLock is { } fetched && fetched.JobId == jobId)
        {
            _fetchedLock = null;
            return fetched.Lock;
        }
        if (_held?.JobId == jobId)
            return new Releaser(null);
        RedisKey key = prefix + resource;
        var token = NewToken();
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var answer = redis.ScriptEvaluate(LockScript, [key, JobKey(jobId)], [token, (long)LockExpiry.TotalMilliseconds]);
            if (!answer.IsNull)
                return Locked(jobId, key, token, answer);
            if (Stopwatch.GetElapsedTime(began) >= timeout)
                throw new DistributedLockTimeoutException(resource);
#pragma warning disable RS0030 // Hangfire asks for locks on a worker's own thread, and in no other way.
            Thread.Sleep(Random.Shared.Next(5, 25));
#pragma warning restore RS0030
        }
    }

    private Releaser Locked(string jobId, RedisKey key, string token, RedisResult fields)
    {
        _read = (jobId, fields.ToDictionary().ToDictionary(field => field.Key, field => (string)field.Value!, StringComparer.Ordinal));
        var held = _held = new HeldLock(jobId, key, token);
        return new Releaser(() =>
        {
            _read = null;
            _held = null;
            if (!held.Given)
                redis.ScriptEvaluate(ReleaseScript, [key], [token], CommandFlags.FireAndForget);
        });
    }

    private void ReleaseFetchedLock()
    {
        _fetchedLock?.Lock.Dispose();
        _fetchedLock = null;
    }

    private static string NewToken() => Guid.NewGuid().ToString("N");
    private static string StateLock(string jobId) => $"job:{jobId}:state-lock";
    private RedisKey JobKey(string jobId) => $"{prefix}job:{jobId}";
    private RedisKey QueueKey(string queue) => $"{prefix}queue:{queue}";
    private RedisKey FetchedKey(string queue) => $"{prefix}queue:{queue}:dequeued";

    private void RemoveFetched(IDatabaseAsync commands, string queue, string jobId, CommandFlags flags)
    {
        _ = commands.ListRemoveAsync(FetchedKey(queue), jobId, -1, flags);
        _ = commands.HashDeleteAsync(JobKey(jobId), ["Fetched", "Checked"], flags);
    }

    private void Acknowledge(string queue, string jobId) => RemoveFetched(redis, queue, jobId, CommandFlags.FireAndForget);

    private void PutBack(string queue, string jobId)
    {
        var transaction = redis.CreateTransaction();
        _ = transaction.ListRightPushAsync(QueueKey(queue), jobId);
        RemoveFetched(transaction, queue, jobId, CommandFlags.None);
        transaction.Execute();
    }

    private sealed class HeldLock(string jobId, RedisKey key, string token)
    {
        public string JobId => jobId;
        public RedisKey Key => key;
        public string Token => token;
        /// <summary>The state's change has given it back.</summary>
        public bool Given { get; set; }
    }

    private sealed class Releaser(Action? release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }

    /// <summary>A job that this worker holds. Its end is not waited for: a job whose end was lost runs again, and leaves one result.</summary>
    private sealed class FetchedJob(LeanConnection connection, string queue, string jobId) : IFetchedJob
    {
        private bool _givenUp;

        public string JobId => jobId;

        public void RemoveFromQueue()
        {
            connection.Acknowledge(queue, jobId);
            _givenUp = true;
        }

        public void Requeue()
        {
            connection.PutBack(queue, jobId);
            _givenUp = true;
        }

        public void Dispose()
        {
            connection.ReleaseFetchedLock();
            if (!_givenUp)
                Requeue();
        }
    }
}
