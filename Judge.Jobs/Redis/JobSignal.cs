using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// Wakes one idle worker for each job that is queued. Hangfire's own event holds one wake-up at most, so that of two jobs queued
/// at once the second waited for its worker's next look. A submission is told of only while a worker waits: busy ones look by themselves.
/// </summary>
internal sealed class JobSignal : IDisposable
{
    /// <summary>A message can be lost while Redis is away: an idle worker looks by itself this often.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    // More wake-ups than workers could use would only make each look in vain.
    private const int MostKept = 256;
    private readonly SemaphoreSlim _queued = new(0);

    /// <summary>
    /// Lua function that notes at KEYS[k] that ARGV[a] waits; it is called in the script that found every queue empty, so that a job
    /// queued later finds the note. Written each half minute, since what is written goes to the disk too.
    /// </summary>
    // By Redis's clock, because workers' clocks differ. A dead worker's note goes after a minute.
    public const string WaitFunction = """
        local function wait(k, a)
          local now = tonumber(redis.call('TIME')[1])
          if tonumber(redis.call('ZSCORE', KEYS[k], ARGV[a]) or 0) > now + 30 then return end
          redis.call('ZREMRANGEBYSCORE', KEYS[k], '-inf', now)
          redis.call('ZADD', KEYS[k], now + 60, ARGV[a])
          redis.call('EXPIRE', KEYS[k], 60)
        end

        """;

    /// <summary>Sorted set of the workers that found nothing to do, by the Unix second at which their notes are void.</summary>
    public static string WaitsKeyOf(string prefix) => prefix + "worker-waits";

    public JobSignal(ISubscriber subscriber, RedisChannel channel) => subscriber.Subscribe(channel, (_, _) =>
    {
        if (_queued.CurrentCount < MostKept)
            _queued.Release();
    });

    /// <summary>Returns when a job was queued, or after a second.</summary>
    public void Wait(CancellationToken cancellationToken) => _queued.Wait(LookAgain, cancellationToken);

    public void Dispose() => _queued.Dispose();
}
