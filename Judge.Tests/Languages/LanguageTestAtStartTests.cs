using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

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
        await using var connection = await redis.ConnectAsync(TimeSpan.FromMilliseconds(500));
        var log = new CountingLog();
        using var trials = TrialsOn(connection, new WorkingSandbox(), new JudgeOptions(), log);

        await redis.StopAsync();
        await trials.StartAsync(CancellationToken.None);
        await Patience.UntilAsync("two tries have failed", 60, () => Task.FromResult(log.Warnings >= 2 || trials.ExecuteTask!.IsCompleted));
        var endedMeanwhile = trials.ExecuteTask!.IsCompleted;
        await redis.LaunchAsync();
        await trials.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));

        endedMeanwhile.ShouldBeFalse();
        foreach (var word in Words)
            (await StateOfAsync(connection, word)).ShouldContain("\"ready\":true");
    }

    [Fact]
    public async Task A_worker_that_nobody_asks_finds_an_image_that_is_built_later()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var sandbox = new WorkingSandbox { Missing = "judge/scripting" };
        using var trials = TrialsOn(connection, sandbox, new JudgeOptions { Role = "worker" }, new CountingLog());

        await trials.StartAsync(CancellationToken.None);
        await Patience.UntilAsync("Lua is told to lack its image", 30, async () => (await StateOfAsync(connection, "lua")).Contains("is not on this host", StringComparison.Ordinal));
        sandbox.Missing = null;
        await trials.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));

        (await StateOfAsync(connection, "lua")).ShouldContain("\"ready\":true");
    }

    [Fact]
    public async Task Whatever_one_trial_throws_the_others_are_made()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var log = new CountingLog();
        using var trials = TrialsOn(connection, new WorkingSandbox { Failing = "judge/python" }, new JudgeOptions(), log);

        await trials.StartAsync(CancellationToken.None);
        await trials.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));

        log.Warnings.ShouldBe(1);
        (await StateOfAsync(connection, "lua")).ShouldContain("\"ready\":true");
    }

    private LanguageTestAtStart TrialsOn(IConnectionMultiplexer redis, ISandbox sandbox, JudgeOptions judge, ILogger<LanguageTestAtStart> log)
    {
        var options = new CompilingOptions();
        var cache = new CompileCache(options, new ArtifactFolder(options, new JudgeOptions { DataFolder = _folder }, NullLogger<ArtifactFolder>.Instance));
        var readiness = new LanguageReadiness(sandbox, new LanguageTest(sandbox, new Compiler(sandbox, cache)), redis, judge, NullLogger<LanguageReadiness>.Instance);
        return new LanguageTestAtStart(LanguageCatalog.Load(_folder), readiness, new SandboxOptions(), judge, log) { Pause = TimeSpan.FromMilliseconds(100) };
    }

    private static async Task<string> StateOfAsync(IConnectionMultiplexer redis, string word) => string.Join('\n', await redis.GetDatabase().HashValuesAsync("languages:" + word));

    private sealed class WorkingSandbox : ISandbox
    {
        /// <summary>The image that is not there.</summary>
        public string? Missing { get; set; }
        /// <summary>The image whose runs throw what nobody foresaw.</summary>
        public string? Failing { get; init; }

        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken) => image == Failing
            ? throw new DirectoryNotFoundException("A share is away.")
            : Task.FromResult(new RunReport { Ending = Ending.Exited, Code = 0, Stdout = "1.0\n"u8.ToArray() });

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult(image == Missing ? null : "id of " + image);
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
