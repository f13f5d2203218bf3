using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Hosting;

namespace Judge.Jobs.Languages;

/// <summary>Tries out one language after the other in the background, so that all are known soon after an image was built.</summary>
internal sealed class LanguageTestAtStart(LanguageCatalog languages, LanguageReadiness readiness, SandboxOptions sandbox) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Those of warm images first: they are tried out in no time, and are what most clients ask for.
        foreach (var language in languages.All.OrderByDescending(language => sandbox.WarmImages.Contains(language.Image)))
        {
            if (stoppingToken.IsCancellationRequested)
                return;
            await readiness.FindInTurnAsync(language, stoppingToken);
        }
    }
}
