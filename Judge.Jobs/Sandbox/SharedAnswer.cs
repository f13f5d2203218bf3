using System.Diagnostics;

namespace Judge.Jobs.Sandbox;

/// <summary>What many may ask for and is costly to find out: asked once for all who ask meanwhile, and good for a while after.</summary>
/// <param name="counts">How long an answer is good.</param>
internal sealed class SharedAnswer<T>(TimeSpan counts)
{
    private readonly Lock _lock = new();
    private Task<T>? _last;
    private long _endedAt;

    /// <summary>The answer; its asker's failure is thrown.</summary>
    /// <param name="ask">Finds it out. It goes on when those who wait for it do not.</param>
    /// <param name="failureCounts">How long a failure is good.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T> FindAsync(Func<Task<T>> ask, TimeSpan failureCounts, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && Stopwatch.GetElapsedTime(_endedAt) >= (_last.IsFaulted ? failureCounts : counts)))
                _last = Task.Run(() => AskAsync(ask), CancellationToken.None);
            return _last.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> AskAsync(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        finally
        {
            lock (_lock)
                _endedAt = Stopwatch.GetTimestamp();
        }
    }
}
