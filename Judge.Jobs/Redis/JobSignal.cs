using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// Wakes one idle worker for each job that is queued. Hangfire's own event holds one wake-up at most, so that of two jobs queued
/// at once the second waited for its worker's next look.
/// </summary>
internal sealed class JobSignal : IDisposable
{
    /// <summary>A message can be lost while Redis is away: an idle worker looks by itself this often.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    // More wake-ups than workers could use would only make each look in vain.
    private const int MostKept = 256;
    private readonly SemaphoreSlim _queued = new(0);

    public JobSignal(ISubscriber subscriber, RedisChannel channel) => subscriber.Subscribe(channel, (_, _) =>
    {
        if (_queued.CurrentCount < MostKept)
            _queued.Release();
    });

    /// <summary>Returns when a job was queued, or after a second.</summary>
    public void Wait(CancellationToken cancellationToken) => _queued.Wait(LookAgain, cancellationToken);

    public void Dispose() => _queued.Dispose();
}
