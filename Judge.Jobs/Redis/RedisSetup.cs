using Judge.Jobs.Submissions;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>Wires Redis: a named server, or the embedded one.</summary>
public static class RedisSetup
{
    public static IServiceCollection AddJudgeRedis(this IServiceCollection services, JudgeOptions options)
    {
        if (options.RedisUrl is null)
            services.AddSingleton(_ => EmbeddedRedis.Start(options.DataFolder));
        services.AddSingleton<IConnectionMultiplexer>(provider => ConnectionMultiplexer.Connect(options.RedisUrl is { } url
            ? RedisUrl.Parse(url)
            : RedisUrl.ForSocket(provider.GetRequiredService<EmbeddedRedis>().Socket)));
        services.AddSingleton(options);
        services.AddSingleton<SubmissionStore>();
        return services;
    }
}
