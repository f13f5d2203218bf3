using System.Globalization;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Languages;

public class LanguageReadinessTests
{
    private static readonly LanguageCatalog Languages = LanguageCatalog.Load(Repository.Path("sandbox/languages"));
    private static readonly IEnumerable<Language> Interpreted = Languages.All.Where(language => language.Compile is null);

    [Fact]
    public async Task Languages_asked_for_all_at_once_are_tried_out_one_after_the_other()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var sandbox = new CountingSandbox();
        var readiness = ReadinessOn(sandbox, connection);

        var states = await Task.WhenAll(Interpreted.Select(language => readiness.FindInTurnAsync(language, CancellationToken.None)));

        states.ShouldAllBe(state => state.Ready);
        sandbox.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task A_submissions_language_waits_for_no_others_turn()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var sandbox = new CountingSandbox { Held = "judge/node" };
        var readiness = ReadinessOn(sandbox, connection);

        var inTurn = readiness.FindInTurnAsync(Languages.Find("javascript")!, CancellationToken.None);
        var state = await readiness.FindAsync(Languages.Find("python")!, CancellationToken.None);
        sandbox.Go.SetResult();

        state.Ready.ShouldBeTrue();
        (await inTurn).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_who_ask_for_the_list_and_leave_nothing_waits_for_a_try_out_but_one()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var sandbox = new CountingSandbox { Held = "judge/node" };
        var readiness = ReadinessOn(sandbox, connection);
        var language = Languages.Find("javascript")!;
        using var gone = new CancellationTokenSource();

        var asked = Enumerable.Range(0, 50).Select(_ => readiness.FindInTurnAsync(language, gone.Token)).ToList();
        await Patience.UntilAsync("it is tried out", 30, () => Task.FromResult(sandbox.MostAtOnce == 1));
        await gone.CancelAsync();
        foreach (var one in asked)
            await Should.ThrowAsync<OperationCanceledException>(one);
        var last = readiness.FindInTurnAsync(language, CancellationToken.None);
        var looks = sandbox.Looks;
        sandbox.Go.SetResult();

        (await last).Ready.ShouldBeTrue();
        looks.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_image_that_many_ask_for_is_told_to_Redis_once_in_a_while()
    {
        const int asked = 200;
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var readiness = ReadinessOn(new CountingSandbox { Missing = "judge/node" }, connection);

        var states = await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => readiness.FindAsync(Languages.Find("javascript")!, CancellationToken.None)));

        states.ShouldAllBe(state => state.Problem == "Its image judge/node is not on this host. Make it ready with: ./judge images javascript");
        var writes = (await connection.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section).Single(fact => fact.Key == "cmdstat_hset").Value;
        // Once in two seconds, not once for each who asks.
        int.Parse(writes.Split('=', ',')[1], CultureInfo.InvariantCulture).ShouldBeInRange(1, asked / 4);
    }

    [Fact]
    public async Task A_web_server_waits_for_a_silent_Redis_no_longer_than_a_client_is_to_wait()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync(TimeSpan.FromMinutes(10));
        var readiness = ReadinessOn(new CountingSandbox(), connection, "web");
        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "60000", "ALL");

        var given = await Should.ThrowAsync<TimeoutException>(readiness.FindAsync(Languages.Find("python")!, CancellationToken.None));

        // Which would be the end of Redis's own patience.
        given.ShouldNotBeOfType<RedisTimeoutException>();
        // Its end would wait for the answer.
        await connection.CloseAsync(allowCommandsToComplete: false);
    }

    [Fact]
    public async Task A_language_that_Redis_has_forgotten_is_told_again()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var python = Languages.Find("python")!;
        var worker = ReadinessOn(new CountingSandbox(), connection, "worker");
        (await worker.FindAsync(python, CancellationToken.None)).Ready.ShouldBeTrue();

        await connection.GetServers()[0].FlushDatabaseAsync(connection.GetDatabase().Database);
        await worker.TellAgainAsync();
        await LetLiveAsync(connection, InstanceHeartbeat.Instance);

        (await ReadinessOn(new CountingSandbox(), connection, "web").FindAsync(python, CancellationToken.None)).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_of_a_language_whose_image_was_built_anew_meanwhile_counts_for_neither_image()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var python = Languages.Find("python")!;
        var sandbox = new CountingSandbox { Held = python.Image };
        var readiness = ReadinessOn(sandbox, connection);

        var meanwhile = readiness.FindAsync(python, CancellationToken.None);
        await Patience.UntilAsync("it is being tried out", 30, () => Task.FromResult(sandbox.MostAtOnce == 1));
        sandbox.Build = 2;
        sandbox.Go.SetResult();

        (await meanwhile).Ready.ShouldBeFalse();
        (await connection.GetDatabase().KeyExistsAsync(["languages", "languages:python"])).ShouldBe(0);
        (await readiness.FindAsync(python, CancellationToken.None)).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task A_language_is_ready_while_one_worker_that_is_ready_for_it_lives_whatever_the_others_lack()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var python = Languages.Find("python")!;
        foreach (var instance in (string[])["healthy", "healthy too", "without"])
            await LetLiveAsync(connection, instance);
        await TellAsync("healthy", new CountingSandbox());
        await TellAsync("healthy too", new CountingSandbox());
        await TellAsync("without", new CountingSandbox { Missing = python.Image });

        var withAll = await ToldAsync();
        await DieAsync("healthy");
        await TellAsync("without", new CountingSandbox { Missing = python.Image });
        var withOne = await ToldAsync();
        await DieAsync("healthy too");
        var withNone = await ToldAsync();
        await DieAsync("without");

        (withAll.Ready, withOne.Ready, withNone.Ready).ShouldBe((true, true, false));
        withNone.Problem.ShouldBe("Its image judge/python is not on this host. Make it ready with: ./judge images python");
        (await ToldAsync()).ShouldBe(new LanguageState());

        Task TellAsync(string instance, CountingSandbox sandbox) => ReadinessOn(sandbox, connection, "worker", instance).FindAsync(python, CancellationToken.None);
        Task<LanguageState> ToldAsync() => ReadinessOn(new CountingSandbox(), connection, "web").FindAsync(python, CancellationToken.None);
        Task DieAsync(string instance) => connection.GetDatabase().KeyDeleteAsync(InstanceHeartbeat.KeyOf(instance));
    }

    [Fact]
    public async Task What_a_worker_tried_out_is_not_tried_out_again_by_its_successor_whose_states_replace_it()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var python = Languages.Find("python")!;
        await ReadinessOn(new CountingSandbox(), connection, "worker", "dead").FindAsync(python, CancellationToken.None);
        var sandbox = new CountingSandbox();

        var state = await ReadinessOn(sandbox, connection, "worker", "successor").FindAsync(python, CancellationToken.None);

        state.Ready.ShouldBeTrue();
        sandbox.MostAtOnce.ShouldBe(0);
        (await connection.GetDatabase().HashKeysAsync("languages:python")).ShouldBe(["successor"]);
    }

    private static Task LetLiveAsync(IConnectionMultiplexer redis, string instance) => redis.GetDatabase().StringSetAsync(InstanceHeartbeat.KeyOf(instance), "host");

    private static LanguageReadiness ReadinessOn(ISandbox sandbox, IConnectionMultiplexer redis, string role = "all", string? instance = null)
    {
        var options = new CompilingOptions();
        var cache = new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance));
        return new LanguageReadiness(sandbox, new LanguageTest(sandbox, new Compiler(sandbox, cache)), redis, new JudgeOptions { Role = role }, NullLogger<LanguageReadiness>.Instance)
        {
            Instance = instance ?? InstanceHeartbeat.Instance,
        };
    }

    /// <summary>Says that every program printed a version, and counts how many it was asked to run at once.</summary>
    private sealed class CountingSandbox : ISandbox
    {
        private int _running;
        private int _looks;

        /// <summary>How often it was asked for an image.</summary>
        public int Looks => _looks;

        public int MostAtOnce { get; private set; }
        /// <summary>Image whose programs go on only at <see cref="Go"/>.</summary>
        public string? Held { get; init; }
        /// <summary>Image that is not there.</summary>
        public string? Missing { get; init; }
        /// <summary>How often its images were built.</summary>
        public int Build { get; set; } = 1;
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            await (image == Held ? Go.Task : Task.Delay(10, cancellationToken));
            Interlocked.Decrement(ref _running);
            return new RunReport { Ending = Ending.Exited, Code = 0, Stdout = "1.0\n"u8.ToArray() };
        }

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            return Task.FromResult(image == Missing ? null : string.Create(CultureInfo.InvariantCulture, $"build {Build} of {image}"));
        }
    }
}
