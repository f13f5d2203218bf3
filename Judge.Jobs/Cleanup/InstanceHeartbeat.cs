using Judge.Jobs.Redis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>Says in Redis that this process lives; containers labelled with an instance that no longer does are orphans.</summary>
public sealed class InstanceHeartbeat(IConnectionMultiplexer redis, ILogger<InstanceHeartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(60);

    /// <summary>This process, in container labels.</summary>
    public static string Instance { get; } = Guid.NewGuid().ToString("N")[..16];

    public static RedisKey KeyOf(string instance) => "judge:instance:" + instance;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        do
        {
            try
            {
                await redis.GetDatabase().StringSetAsync(KeyOf(Instance), Environment.MachineName, Ttl);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                log.LogWarning("This instance's heartbeat is late. {Trouble} ({Message})", RedisTrouble.Of(e), e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
