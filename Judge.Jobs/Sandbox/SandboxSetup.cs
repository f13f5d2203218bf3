using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Judge.Jobs.Sandbox;

/// <summary>Wires the sandbox.</summary>
public static class SandboxSetup
{
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfiguration configuration, JudgeOptions judge)
    {
        var options = configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
        options.Validate();
        if (judge.Role != "web")
            SlotFactory.RequireRoomForSockets(options);
        services.AddSingleton(options);
        services.AddSingleton<DockerEngine>();
        services.AddSingleton<EngineGate>();
        services.AddSingleton<SandboxMetrics>();
        services.AddSingleton<Fleet>();
        services.AddSingleton<IToldToRedis>(provider => provider.GetRequiredService<Fleet>());
        services.AddSingleton<SlotFactory>();
        if (options.Mode == "Cold")
        {
            services.AddSingleton<ISandbox, ColdSandbox>();
            return services;
        }
        services.AddSingleton<SlotPool>();
        services.AddSingleton<ISandbox>(provider => provider.GetRequiredService<SlotPool>());
        // A web server runs nothing, and needs no engine.
        if (judge.Role != "web")
            services.AddHostedService(provider => provider.GetRequiredService<SlotPool>());
        return services;
    }
}
