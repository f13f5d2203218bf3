using Hangfire;
using Hangfire.Redis.StackExchange;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Judge.Jobs;

/// <summary>Wires Hangfire: its storage for every role, its server for workers. docs/configuration.md says what each setting costs.</summary>
public static class HangfireSetup
{
    public static IServiceCollection AddJudgeHangfire(this IServiceCollection services, JudgeOptions options)
    {
        var embedded = options.RedisUrl is null;
        services.AddSingleton<JobStorage>(provider => new JudgeRedisStorage(
            provider.GetRequiredService<IConnectionMultiplexer>(),
            new RedisStorageOptions
            {
                Prefix = options.HangfirePrefix,
                // Hangfire takes number 0, whatever database the URL names.
                Db = provider.GetRequiredService<IConnectionMultiplexer>().GetDatabase().Database,
                // Never refreshed while a job runs: shorter than a job, and it runs twice.
                InvisibilityTimeout = TimeSpan.FromDays(1),
                SucceededListSize = 499,
                DeletedListSize = 499,
            },
            provider.GetRequiredService<EngineGate>().Wait)
        { JobExpirationTimeout = TimeSpan.FromHours(1) });
        services.AddHangfire((provider, configuration) => Configure(configuration).UseStorage(provider.GetRequiredService<JobStorage>()));
        services.AddSingleton(provider =>
        {
            // Resolving it is what configures how jobs are written.
            provider.GetRequiredService<IGlobalConfiguration>();
            return new SubmissionQueue(provider.GetRequiredService<IConnectionMultiplexer>(), options);
        });
        services.AddSingleton<SubmissionSearch>();
        // On a web server too: it tells Redis anew what that has lost.
        services.AddHostedService<InstanceHeartbeat>();
        if (options.Role == "web")
            return services;

        services.AddSingleton<RunningSubmissions>();
        services.AddTransient<ExecuteSubmissionJob>();
        services.AddSingleton<FailedJobs>();
        services.AddTransient<CleanupJob>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(35));
        services.AddSingleton<BootRecovery>();
        services.AddSingleton<IToldToRedis>(provider => provider.GetRequiredService<BootRecovery>());
        services.AddHostedService(provider => provider.GetRequiredService<BootRecovery>());
        services.AddHangfireServer((_, server) =>
        {
            server.WorkerCount = options.WorkerCount;
            server.Queues = Queues.Served;
            server.ShutdownTimeout = TimeSpan.FromSeconds(30);
            server.HeartbeatInterval = TimeSpan.FromSeconds(5);
            server.ServerCheckInterval = TimeSpan.FromSeconds(5);
            // With our own Redis the predecessor is dead by the file lock and BootRecovery takes its jobs back, so a freeze never
            // re-runs a live job. On a shared Redis a silent server's jobs go to others; of two runs one result stands.
            server.ServerTimeout = embedded ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(15);
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.CancellationCheckInterval = TimeSpan.FromSeconds(1);
        });
        return services;
    }

    /// <summary>How jobs are written, and what takes part in it: for the whole process, as all of Hangfire's configuration.</summary>
    internal static IGlobalConfiguration Configure(IGlobalConfiguration configuration)
    {
        RemoveUnusedFilters();
        return configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings();
    }

    /// <summary>Each of the two reads or writes the job's parameters at every step, for features that no job of ours uses.</summary>
    private static void RemoveUnusedFilters()
    {
        foreach (var filter in GlobalJobFilters.Filters.Where(filter => filter.Instance is CaptureCultureAttribute or ContinuationsSupportAttribute).ToList())
            GlobalJobFilters.Filters.Remove(filter.Instance);
    }
}
