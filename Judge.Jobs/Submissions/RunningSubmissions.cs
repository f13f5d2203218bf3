using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>What this process runs now, so that a DELETE or a re-run can stop it.</summary>
public sealed class RunningSubmissions
{
    private readonly ConcurrentDictionary<string, Attempt> _running = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Beginning, string> _beginning = new();
    private readonly IConnectionMultiplexer _redis;

    public RunningSubmissions(IConnectionMultiplexer redis)
    {
        _redis = redis;
        redis.GetSubscriber().Subscribe(SubmissionStore.Ended).OnMessage(async message =>
        {
            var key = message.Message.ToString();
            // First, so that one that comes to run meanwhile is found by one of the two.
            foreach (var (beginning, _) in _beginning.Where(one => one.Value == key))
                beginning.HeardOf = true;
            if (_running.TryGetValue(key, out var attempt))
                await StopIfDeletedAsync(key, attempt);
        });
    }

    private async Task StopIfDeletedAsync(string key, Attempt attempt)
    {
        if (!await _redis.GetDatabase().KeyExistsAsync(key))
            await attempt.Stop.CancelAsync();
    }

    /// <summary>From now on a deletion is heard, for whoever marks the submission as begun before it can be run: reading a large one takes a while.</summary>
    public Beginning Begin(string id)
    {
        var beginning = new Beginning(this);
        _beginning[beginning] = SubmissionStore.Key(id);
        return beginning;
    }

    /// <summary>
    /// Runs the work with a token that is cancelled when the submission is deleted (since <see cref="Begin"/>, where that is given), or begun here as a later attempt, which waits until this one has
    /// stopped. Null, and nothing is run, when this process runs the same attempt already.
    /// </summary>
    public async Task<T?> TrackAsync<T>(string id, int attempt, Func<CancellationToken, Task<T>> work, Beginning? since = null) where T : class
    {
        var mine = new Attempt(attempt);
        var key = SubmissionStore.Key(id);
        while (!_running.TryAdd(key, mine))
        {
            if (!_running.TryGetValue(key, out var other))
                continue;
            if (other.Number >= attempt)
                return null;
            await other.Stop.CancelAsync();
            await other.Ended.Task;
        }
        try
        {
            if (since is { HeardOf: true })
                await StopIfDeletedAsync(key, mine);
            return await work(mine.Stop.Token);
        }
        finally
        {
            _running.TryRemove(new(key, mine));
            mine.Ended.SetResult();
        }
    }

    /// <summary>The time between a submission's being taken and being run.</summary>
    public sealed class Beginning(RunningSubmissions running) : IDisposable
    {
        private volatile bool _heardOf;

        /// <summary>Whether its end was told meanwhile.</summary>
        internal bool HeardOf
        {
            get => _heardOf;
            set => _heardOf = value;
        }

        public void Dispose() => running._beginning.TryRemove(this, out _);
    }

    private sealed class Attempt(int number)
    {
        public int Number { get; } = number;
        // Not disposed: it has no timer, and who cancels it may do so as it ends.
        public CancellationTokenSource Stop { get; } = new();
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
