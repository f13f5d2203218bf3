using System.Diagnostics;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Web.Execute;

/// <summary>Waits for submissions to end: this process's own verdicts come from its store, others' are told by one Redis subscription for all who wait.</summary>
public sealed class ResultWaiter
{
    // A message can be lost while Redis reconnects: this is the net.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly ClientSubmissions _submissions;
    private readonly CancellationToken _stopping;
    private readonly Lock _lock = new();
    /// <summary>Ends by key.</summary>
    private readonly Dictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);

    public ResultWaiter(ClientSubmissions submissions, SubmissionStore store, IConnectionMultiplexer redis, IHostApplicationLifetime lifetime)
    {
        _submissions = submissions;
        _stopping = lifetime.ApplicationStopping;
        store.WhenFinished((id, result) => Wake(SubmissionStore.Key(id), result is null ? null : StoredResult.Of(result)));
        redis.GetSubscriber().Subscribe(SubmissionStore.Ended, (_, key) => Wake(key.ToString(), null));
        _stopping.Register(WakeAll);
    }

    /// <summary>
    /// The result when it ends in time, else as it stands then, or when the server is told to stop; null when deleted. <paramref name="begin"/> is
    /// called once its end is being listened for; where it returns false there is nothing to wait for: null.
    /// </summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    /// <exception cref="TimeoutException">The same.</exception>
    public async Task<StoredResult?> WaitAsync(string id, TimeSpan patience, Func<Task<bool>>? begin, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var key = SubmissionStore.Key(id);
        var awaited = Join(key);
        try
        {
            if (begin is not null && !await begin())
                return null;
            for (var look = begin is null; ; look = true)
            {
                var rest = _stopping.IsCancellationRequested ? TimeSpan.Zero : patience - Stopwatch.GetElapsedTime(began);
                if (look && await _submissions.FindAsync(id, cancellationToken) is var found && (found is null || found.IsEnded || rest <= TimeSpan.Zero))
                    return found;
                if (await EndOrNullAsync(awaited, rest, cancellationToken) is { } ended)
                    return ended;
                if (!awaited.End.Task.IsCompleted)
                    continue;
                Leave(key, awaited);
                awaited = Join(key);
            }
        }
        finally
        {
            Leave(key, awaited);
        }
    }

    private static async Task<StoredResult?> EndOrNullAsync(Awaited awaited, TimeSpan rest, CancellationToken cancellationToken)
    {
        try
        {
            return await awaited.End.Task.WaitAsync(rest < LookAgain ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : LookAgain, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Awaited Join(string key)
    {
        lock (_lock)
        {
            if (!_awaited.TryGetValue(key, out var awaited))
                _awaited[key] = awaited = new Awaited();
            awaited.Waiters++;
            return awaited;
        }
    }

    private void Leave(string key, Awaited awaited)
    {
        lock (_lock)
            if (--awaited.Waiters == 0 && _awaited.TryGetValue(key, out var now) && now == awaited)
                _awaited.Remove(key);
    }

    private void Wake(string key, StoredResult? result)
    {
        Awaited? awaited;
        lock (_lock)
            _awaited.Remove(key, out awaited);
        awaited?.End.TrySetResult(result);
    }

    private void WakeAll()
    {
        string[] keys;
        lock (_lock)
            keys = [.. _awaited.Keys];
        foreach (var key in keys)
            Wake(key, null);
    }

    /// <summary>The end of one submission, for all who wait for it.</summary>
    private sealed class Awaited
    {
        public int Waiters { get; set; }
        /// <summary>With the result where this process has stored it and it is small; null: Redis has it.</summary>
        public TaskCompletionSource<StoredResult?> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
