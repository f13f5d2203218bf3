using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>What this worker runs now, so that a DELETE can stop it.</summary>
public sealed class RunningSubmissions
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    public RunningSubmissions(IConnectionMultiplexer redis)
    {
        redis.GetSubscriber().Subscribe(SubmissionStore.Ended).OnMessage(async message =>
        {
            var key = message.Message.ToString();
            if (_running.TryGetValue(key, out var stop) && !await redis.GetDatabase().KeyExistsAsync(key))
                await stop.CancelAsync();
        });
    }

    /// <summary>Runs the work with a token that is cancelled when the submission is deleted. Null, and nothing is run, when this worker runs it already.</summary>
    public async Task<T?> TrackAsync<T>(string id, Func<CancellationToken, Task<T>> work) where T : class
    {
        using var stop = new CancellationTokenSource();
        var key = SubmissionStore.Key(id);
        if (!_running.TryAdd(key, stop))
            return null;
        try
        {
            return await work(stop.Token);
        }
        finally
        {
            _running.TryRemove(new(key, stop));
        }
    }
}
