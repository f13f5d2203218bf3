using System.Diagnostics;
using System.Net;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>Wires Redis: a named server, or the embedded one.</summary>
public static class RedisSetup
{
    public static IServiceCollection AddJudgeRedis(this IServiceCollection services, JudgeOptions options)
    {
        if (options.RedisUrl is null)
            services.AddSingleton(provider =>
            {
                var log = provider.GetRequiredService<ILogger<EmbeddedRedis>>();
                return EmbeddedRedis.Start(options.DataFolder, waits => log.LogInformation("{Waits}", waits), options.RedisMaxMemoryBytes);
            });
        services.AddSingleton<IConnectionMultiplexer>(provider => ConnectionMultiplexer.Connect(options.RedisUrl is { } url
            ? RedisUrl.Parse(url)
            : RedisUrl.ForSocket(provider.GetRequiredService<EmbeddedRedis>().Socket)));
        if (options.RedisUrl is not null)
        {
            services.AddSingleton<PrefixClaim>();
            services.AddSingleton<IToldToRedis>(provider => provider.GetRequiredService<PrefixClaim>());
        }
        services.AddSingleton(options);
        services.AddSingleton<SubmissionStore>();
        services.AddSingleton<SubmissionRerun>();
        return services;
    }

    /// <summary>Returns once Redis serves: one that loads its data is waited for as long as it takes, which is told to <paramref name="log"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not answer, or refuses; the message says which one, and why where that is known.</exception>
    public static async Task RequireAnswerAsync(IConnectionMultiplexer redis, ILogger log)
    {
        // What the ping ends with is the last of many tries, and on a busy host that one may not have come as far as the password.
        var refused = false;
        void Note(object? sender, ConnectionFailedEventArgs failure) => refused |= failure.FailureType == ConnectionFailureType.AuthenticationFailure;
        redis.ConnectionFailed += Note;
        try
        {
            await WaitWhileLoadingAsync(redis, log);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            var servers = NamesOf(redis);
            throw new InvalidOperationException(e switch
            {
                _ when refused => Refusal(servers),
                { InnerException: RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } } => Refusal(servers),
                RedisServerException => $"Redis at {servers} does not serve: {e.Message}",
                _ => $"Redis at {servers} does not answer. Start it, or correct REDIS_URL.",
            }, e);
        }
        finally
        {
            redis.ConnectionFailed -= Note;
        }
    }

    private static async Task WaitWhileLoadingAsync(IConnectionMultiplexer redis, ILogger log)
    {
        var waited = Stopwatch.StartNew();
        for (var nextTold = TimeSpan.Zero; ; await Task.Delay(200))
        {
            try
            {
                await redis.GetDatabase().PingAsync();
                return;
            }
            catch (RedisServerException e) when (RedisTrouble.IsLoading(e.Message))
            {
                if (waited.Elapsed < nextTold)
                    continue;
                nextTold = waited.Elapsed + TimeSpan.FromSeconds(10);
                log.LogInformation("Waiting for Redis at {Servers}, which is loading its data: {Waited:0} s until now", NamesOf(redis), waited.Elapsed.TotalSeconds);
            }
        }
    }

    private static string NamesOf(IConnectionMultiplexer redis) =>
        string.Join(", ", redis.GetEndPoints().Select(server => server is DnsEndPoint named ? $"{named.Host}:{named.Port}" : server.ToString()));

    private static string Refusal(string servers) => $"Redis at {servers} refuses the user or the password. Correct them in REDIS_URL.";
}
