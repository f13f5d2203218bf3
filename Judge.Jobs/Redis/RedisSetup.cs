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
                return EmbeddedRedis.Start(options.DataFolder, waits => log.LogInformation("{Waits}", waits));
            });
        services.AddSingleton<IConnectionMultiplexer>(provider => ConnectionMultiplexer.Connect(options.RedisUrl is { } url
            ? RedisUrl.Parse(url)
            : RedisUrl.ForSocket(provider.GetRequiredService<EmbeddedRedis>().Socket)));
        services.AddSingleton(options);
        services.AddSingleton<SubmissionStore>();
        return services;
    }

    /// <summary>Returns once Redis has answered.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says which one, and why where that is known.</exception>
    public static async Task RequireAnswerAsync(IConnectionMultiplexer redis)
    {
        // What the ping ends with is the last of many tries, and on a busy host that one may not have come as far as the password.
        var refused = false;
        void Note(object? sender, ConnectionFailedEventArgs failure) => refused |= failure.FailureType == ConnectionFailureType.AuthenticationFailure;
        redis.ConnectionFailed += Note;
        try
        {
            await redis.GetDatabase().PingAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            var servers = string.Join(", ", redis.GetEndPoints().Select(server => server is DnsEndPoint named ? $"{named.Host}:{named.Port}" : server.ToString()));
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

    private static string Refusal(string servers) => $"Redis at {servers} refuses the user or the password. Correct them in REDIS_URL.";
}
