using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Languages;

public sealed class LanguageTestAtStartTests : IDisposable
{
    private static readonly string[] Words = ["lua", "python"];
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-languages-").FullName;

    public LanguageTestAtStartTests()
    {
        foreach (var word in Words)
            File.Copy(Repository.Path($"sandbox/languages/{word}.json"), Path.Combine(_folder, word + ".json"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task While_Redis_is_away_the_trials_wait_for_it_and_then_every_language_is_told_of()
    {
        await using var redis = await NamedRedis.StartAsync();
        var hasty = RedisUrl.Parse(redis.Url);
        hasty.AsyncTimeout = 500;
        await using var connection = await NamedRedis.ConnectAsync(hasty);
        var sandbox = new WorkingSandbox();
        var options = new CompilingOptions();
        var cache = new CompileCache(options, new ArtifactFolder(options, new JudgeOptions { DataFolder = _folder }, NullLogger<ArtifactFolder>.Instance));
        var readiness = new LanguageReadiness(sandbox, new LanguageTest(sandbox, new Compiler(sandbox, cache)), connection, new JudgeOptions(), NullLogger<LanguageReadiness>.Instance);
        var log = new CountingLog();
        using var trials = new LanguageTestAtStart(LanguageCatalog.Load(_folder), readiness, new SandboxOptions(), log);

        await redis.StopAsync();
        await trials.StartAsync(CancellationToken.None);
        await Patience.UntilAsync("two tries have failed", 60, () => Task.FromResult(log.Warnings >= 2 || trials.ExecuteTask!.IsCompleted));
        var endedMeanwhile = trials.ExecuteTask!.IsCompleted;
        await redis.LaunchAsync();
        await trials.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));

        endedMeanwhile.ShouldBeFalse();
        foreach (var word in Words)
            ((string?)await connection.GetDatabase().HashGetAsync("languages", word)).ShouldNotBeNull().ShouldContain("\"ready\":true");
    }

    private sealed class WorkingSandbox : ISandbox
    {
        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new RunReport { Ending = Ending.Exited, Code = 0, Stdout = "1.0\n"u8.ToArray() });

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>("id of " + image);
    }

    private sealed class CountingLog : ILogger<LanguageTestAtStart>
    {
        private int _warnings;

        public int Warnings => Volatile.Read(ref _warnings);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _warnings);
    }
}
