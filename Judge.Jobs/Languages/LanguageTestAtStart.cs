using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Languages;

/// <summary>Tries out one language after the other in the background, so that all are known soon after an image was built.</summary>
internal sealed class LanguageTestAtStart(LanguageCatalog languages, LanguageReadiness readiness, SandboxOptions sandbox, ILogger<LanguageTestAtStart> log)
    : BackgroundService
{
    private static readonly TimeSpan RedisPause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Those of warm images first: they are tried out in no time, and are what most clients ask for.
        foreach (var language in languages.All.OrderByDescending(language => sandbox.WarmImages.Contains(language.Image)))
            while (!stoppingToken.IsCancellationRequested && !await TryOutAsync(language, stoppingToken))
                await Task.Delay(RedisPause, stoppingToken);
    }

    /// <returns>False: Redis is away, and the language is to be tried again. What is thrown here would end the server.</returns>
    private async Task<bool> TryOutAsync(Language language, CancellationToken stoppingToken)
    {
        try
        {
            await readiness.FindInTurnAsync(language, stoppingToken);
            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            log.LogWarning("Language {Language} could not be tried out and is tried again. {Trouble} ({Message})", language.Word, RedisTrouble.Of(e), e.Message);
            return false;
        }
    }
}
