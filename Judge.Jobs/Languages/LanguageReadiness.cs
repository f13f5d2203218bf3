using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Languages;

/// <summary>
/// Which languages can be used. A worker tries each out once for an image and a definition, and tells it in Redis (<see cref="ToldLanguages"/>),
/// where a web server without an engine reads whether one that lives is ready for it.
/// </summary>
public sealed class LanguageReadiness(
    ISandbox sandbox, LanguageTest test, IConnectionMultiplexer redis, JudgeOptions options, ILogger<LanguageReadiness> log) : IToldToRedis
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    /// <summary>How long a failed test counts: its cause can pass.</summary>
    internal static readonly TimeSpan FailureCounts = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _testing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SharedAnswer<LanguageState>> _inTurn = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ToldLanguages _told = new(redis);

    /// <summary>The worker as which it tells; this process.</summary>
    internal string Instance { init => _told = new ToldLanguages(redis) { Instance = value }; }

    /// <summary>The language's state; the first to ask for it on a worker waits for its test.</summary>
    public Task<LanguageState> FindAsync(Language language, CancellationToken cancellationToken) => FindAsync(language, null, cancellationToken);

    /// <summary>As <see cref="FindAsync(Language, CancellationToken)"/>, for who asks for all of them: they are tried out one after the other, lest submissions wait behind them all.</summary>
    public Task<LanguageState> FindInTurnAsync(Language language, CancellationToken cancellationToken) =>
        // Once for all who ask meanwhile: a try-out takes minutes when others come before it, and its askers are gone long before.
        _inTurn.GetOrAdd(language.Word, _ => new SharedAnswer<LanguageState>(TimeSpan.Zero))
            .FindAsync(() => FindAsync(language, _turn, CancellationToken.None), TimeSpan.Zero, cancellationToken);

    /// <summary>Of each language that this worker has tried out.</summary>
    public async Task TellAgainAsync()
    {
        foreach (var known in _known.Values.Where(known => known.ImageId is not null))
            await _told.TellAsync(known.Language, known.State);
    }

    private async Task<LanguageState> FindAsync(Language language, SemaphoreSlim? turn, CancellationToken cancellationToken)
    {
        if (options.Role == "web")
            return await FindToldAsync(language);
        string? imageId;
        try
        {
            imageId = await sandbox.FindImageIdAsync(language.Image, cancellationToken);
        }
        catch (SandboxException)
        {
            // /health/ready tells what is wrong with the engine.
            return new LanguageState();
        }
        try
        {
            if (FindKnown(language, imageId) is { } known)
                return known;
            if (imageId is null)
                return await TestAsync(language, null, cancellationToken);
            await (turn?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            try
            {
                return await TestAsync(language, imageId, cancellationToken);
            }
            finally
            {
                turn?.Release();
            }
        }
        catch (Exception e) when (e is SandboxException or System.ComponentModel.Win32Exception)
        {
            log.LogWarning("Language {Language} could not be tried out: {Message}", language.Word, e.Message);
            return new LanguageState();
        }
    }

    /// <summary>The state when it is known already, without waiting for a test. A definition stays the same while this process lives.</summary>
    private LanguageState? FindKnown(Language language, string? imageId) =>
        _known.TryGetValue(language.Word, out var known) && known.Counts && known.ImageId == imageId ? known.State : null;

    private async Task<LanguageState> TestAsync(Language language, string? imageId, CancellationToken cancellationToken)
    {
        var turn = _testing.GetOrAdd(language.Word, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (FindKnown(language, imageId) is { } known)
                return known;
            if (imageId is null)
                return Remember(language, await TellAsync(language, Missing(language)), null, Remembered);
            var tested = Fingerprint(language, imageId);
            if (await _told.FindTriedOutAsync(language) is { Ready: true } triedOut && triedOut.Tested == tested)
                return Remember(language, await TellAsync(language, triedOut), imageId, Timeout.InfiniteTimeSpan);
            // Not the caller's token: others wait for the same test.
            var state = await test.RunAsync(language, CancellationToken.None) with { Tested = tested };
            // Built anew meanwhile: who knows in which of the two it was tried out.
            if (await sandbox.FindImageIdAsync(language.Image, CancellationToken.None) != imageId)
                return new LanguageState();
            if (state.Problem is not null)
                log.LogWarning("Language {Language} is not ready: {Problem}", language.Word, state.Problem);
            await TellAsync(language, state);
            return Remember(language, state, imageId, state.Ready ? Timeout.InfiniteTimeSpan : FailureCounts);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<LanguageState> FindToldAsync(Language language)
    {
        if (_known.TryGetValue(language.Word, out var known) && known.Counts)
            return known.State;
        return Remember(language, await _told.FindAsync(language) ?? new LanguageState(), null, Remembered);
    }

    private LanguageState Remember(Language language, LanguageState state, string? imageId, TimeSpan counts)
    {
        _known[language.Word] = new Known(language, state, imageId, Stopwatch.GetTimestamp(), counts);
        return state;
    }

    private async Task<LanguageState> TellAsync(Language language, LanguageState state)
    {
        await _told.TellAsync(language, state);
        return state;
    }

    private static LanguageState Missing(Language language) =>
        new() { Problem = $"Its image {language.Image} is not on this host. Make it ready with: ./judge images {language.Word}" };

    private static string Fingerprint(Language language, string imageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(imageId + JsonSerializer.Serialize(language, SubmissionJson.Options))));

    /// <summary>What was found out of a language, and how long it is good; infinite: for as long as the image is the same.</summary>
    private sealed record Known(Language Language, LanguageState State, string? ImageId, long FoundAt, TimeSpan GoodFor)
    {
        public bool Counts => GoodFor == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(FoundAt) < GoodFor;
    }
}
