using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Languages;

/// <summary>
/// Tries out one language after the other in the background, so that all are known soon after an image was built. Those that are not ready are tried again
/// where nobody else asks for them: a worker without HTTP is not asked when an image is built later, or its engine comes back.
/// </summary>
internal sealed class LanguageTestAtStart(
    LanguageCatalog languages, LanguageReadiness readiness, SandboxOptions sandbox, JudgeOptions options, ILogger<LanguageTestAtStart> log) : BackgroundService
{
    private static readonly TimeSpan RedisPause = TimeSpan.FromSeconds(1);

    /// <summary>How long those that are not ready are left alone.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Those of warm images first: they are tried out in no time, and are what most clients ask for.
        var waiting = await TryOutAsync([.. languages.All.OrderByDescending(language => sandbox.WarmImages.Contains(language.Image))], stoppingToken);
        while (options.Role == "worker" && waiting.Count > 0)
        {
            await Task.Delay(Pause, stoppingToken);
            waiting = await TryOutAsync(waiting, stoppingToken);
        }
    }

    /// <returns>Those that are not ready.</returns>
    private async Task<List<Language>> TryOutAsync(List<Language> untried, CancellationToken stoppingToken)
    {
        var waiting = new List<Language>();
        foreach (var language in untried)
            if (!await IsReadyAsync(language, stoppingToken))
                waiting.Add(language);
        return waiting;
    }

    private async Task<bool> IsReadyAsync(Language language, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                return (await readiness.FindInTurnAsync(language, stoppingToken)).Ready;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // Thrown from here it would end the server.
                log.LogWarning("Language {Language} could not be tried out and is tried again. {Trouble} ({Message})", language.Word, RedisTrouble.Of(e), e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // So would this; what failed is one language's trial.
                log.LogWarning(e, "Language {Language} could not be tried out", language.Word);
                return false;
            }
            await Task.Delay(RedisPause, stoppingToken);
        }
    }
}
