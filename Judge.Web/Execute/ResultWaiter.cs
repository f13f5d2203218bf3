using System.Collections.Concurrent;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Web.Execute;

/// <summary>Waits for submissions to end: this process's own verdicts come from its store, others' are told by one Redis subscription for all who wait.</summary>
public sealed class ResultWaiter
{
    // A message can be lost while Redis reconnects: this is the net.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly SubmissionStore _store;
    /// <summary>Ends by key, with the result where this process has stored it and it is small; null: Redis has it.</summary>
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StoredResult?>> _ends = new(StringComparer.Ordinal);

    public ResultWaiter(SubmissionStore store, IConnectionMultiplexer redis)
    {
        _store = store;
        store.WhenFinished((id, result) => Wake(SubmissionStore.Key(id), result is null ? null : StoredResult.Of(result)));
        redis.GetSubscriber().Subscribe(SubmissionStore.Ended, (_, key) => Wake(key.ToString(), null));
    }

    /// <summary>
    /// The result when it ends in time, else as it stands then; null when deleted. <paramref name="begin"/> is called once its end is being
    /// listened for; where it returns false there is nothing to wait for: null.
    /// </summary>
    public async Task<StoredResult?> WaitAsync(string id, TimeSpan patience, Func<Task<bool>>? begin, CancellationToken cancellationToken)
    {
        var key = SubmissionStore.Key(id);
        try
        {
            return await WaitForEndAsync(id, key, DateTime.UtcNow + patience, begin, cancellationToken);
        }
        finally
        {
            // Others who wait for it are woken, and listen anew.
            Wake(key, null);
        }
    }

    private void Wake(string key, StoredResult? result)
    {
        if (_ends.TryRemove(key, out var end))
            end.TrySetResult(result);
    }

    private async Task<StoredResult?> WaitForEndAsync(string id, string key, DateTime until, Func<Task<bool>>? begin, CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _ends.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (begin is not null)
            {
                if (!await begin())
                    return null;
            }
            else if (await _store.FindStoredAsync(id) is var result && (result is null || result.IsEnded || DateTime.UtcNow >= until))
                return result;
            begin = null;
            var rest = until - DateTime.UtcNow;
            try
            {
                if (await end.WaitAsync(rest < LookAgain ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : LookAgain, cancellationToken) is { } finished)
                    return finished;
            }
            catch (TimeoutException)
            {
                // Looked at again below.
            }
        }
    }
}
