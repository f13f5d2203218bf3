using Judge.Jobs.Redis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>Says in Redis that this process lives; containers labelled with an instance that no longer does are orphans.</summary>
public sealed class InstanceHeartbeat(IConnectionMultiplexer redis, IEnumerable<IToldToRedis> told, ILogger<InstanceHeartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(60);

    /// <summary>This process, in container labels.</summary>
    public static string Instance { get; } = Guid.NewGuid().ToString("N")[..16];

    /// <summary>Between two beats.</summary>
    internal TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    public static RedisKey KeyOf(string instance) => "judge:instance:" + instance;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = false;
        var lost = false;
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                lost |= !await BeatAsync() && began;
                began = true;
                if (!lost)
                    continue;
                log.LogWarning("Redis had forgotten this instance, and is told again what it may have forgotten besides");
                foreach (var one in told)
                    await one.TellAgainAsync();
                lost = false;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                log.LogWarning("This instance's heartbeat is late. {Trouble} ({Message})", RedisTrouble.Of(e), e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>Whether its last beat was still known.</returns>
    private async Task<bool> BeatAsync()
    {
        var db = redis.GetDatabase();
        if (await db.KeyExpireAsync(KeyOf(Instance), Ttl))
            return true;
        await db.StringSetAsync(KeyOf(Instance), Environment.MachineName, Ttl);
        return false;
    }
}
