using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>What this process runs now, so that a DELETE or a re-run can stop it.</summary>
public sealed class RunningSubmissions
{
    private readonly ConcurrentDictionary<string, Attempt> _running = new(StringComparer.Ordinal);

    public RunningSubmissions(IConnectionMultiplexer redis)
    {
        redis.GetSubscriber().Subscribe(SubmissionStore.Ended).OnMessage(async message =>
        {
            var key = message.Message.ToString();
            if (_running.TryGetValue(key, out var attempt) && !await redis.GetDatabase().KeyExistsAsync(key))
                await attempt.Stop.CancelAsync();
        });
    }

    /// <summary>
    /// Runs the work with a token that is cancelled when the submission is deleted, or begun here as a later attempt, which waits until this one has
    /// stopped. Null, and nothing is run, when this process runs the same attempt already.
    /// </summary>
    public async Task<T?> TrackAsync<T>(string id, int attempt, Func<CancellationToken, Task<T>> work) where T : class
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
            return await work(mine.Stop.Token);
        }
        finally
        {
            _running.TryRemove(new(key, mine));
            mine.Ended.SetResult();
        }
    }

    private sealed class Attempt(int number)
    {
        public int Number { get; } = number;
        // Not disposed: it has no timer, and who cancels it may do so as it ends.
        public CancellationTokenSource Stop { get; } = new();
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
