using Judge.Jobs.Compiling;
using Judge.Jobs.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Judge.Jobs.Languages;

/// <summary>Wires the languages and their compilers.</summary>
public static class LanguagesSetup
{
    public static IServiceCollection AddLanguages(this IServiceCollection services, IConfiguration configuration, JudgeOptions options)
    {
        var compiling = configuration.GetSection("Compiling").Get<CompilingOptions>() ?? new CompilingOptions();
        compiling.Validate();
        services.AddSingleton(compiling);
        services.AddSingleton(LanguageCatalog.Load(options.LanguagesFolder));
        services.AddSingleton<ArtifactFolder>();
        services.AddSingleton<CompileCache>();
        services.AddSingleton<Compiler>();
        services.AddSingleton<LanguageTest>();
        services.AddSingleton<LanguageReadiness>();
        if (options.Role != "web")
            services.AddSingleton<IToldToRedis>(provider => provider.GetRequiredService<LanguageReadiness>());
        if (options.Role != "web" && options.TestLanguagesAtStart)
            services.AddHostedService<LanguageTestAtStart>();
        return services;
    }
}
