using CliWrap;
using CliWrap.Buffered;
using Hangfire;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Judge.Tests.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Cleanup;

[Trait("Needs", "Docker")]
public abstract class CleanupJobTests : IAsyncLifetime
{
    private readonly JudgeOptions _options = new();
    private IConnectionMultiplexer _redis = null!;
    private SubmissionStore _store = null!;
    private SubmissionQueue _queue = null!;

    private IDatabase Db => _redis.GetDatabase();
    private BackgroundJobClient Client => new(new JudgeRedisStorage(_redis, new RedisStorageOptions { Prefix = "hangfire:", Db = Db.Database }, _ => { }));

    protected abstract Task<ConnectionMultiplexer> ConnectAsync();

    public async Task InitializeAsync()
    {
        _redis = await ConnectAsync();
        _store = new SubmissionStore(_redis, _options);
        _queue = new SubmissionQueue(_redis, _options);
    }

    public virtual async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task A_stuck_submission_is_queued_once_more_and_then_it_is_INTERNAL_ERROR()
    {
        var id = await BegunAsync();

        await AgeAsync(id);
        await Task.WhenAll(CleanUpAsync(), CleanUpAsync(), CleanUpAsync());
        var queued = await Db.ListLengthAsync("hangfire:queue:bulk");
        await CleanUpAsync();
        var meanwhile = (await _store.FindAsync(id))!.Status;
        await LoseAsync(id);
        await AgeAsync(id);
        await Task.WhenAll(CleanUpAsync(), CleanUpAsync());

        queued.ShouldBe(1);
        meanwhile.ShouldBe(SubmissionStatus.PROCESSING);
        var result = (await _store.FindAsync(id))!;
        result.Status.ShouldBe(SubmissionStatus.INTERNAL_ERROR);
        result.Message.ShouldNotBeNull();
        (await Db.ListLengthAsync("hangfire:queue:bulk")).ShouldBe(0);
        (await Db.SortedSetLengthAsync(SubmissionStore.UnfinishedKey)).ShouldBe(0);
    }

    [Fact]
    public async Task What_waits_in_its_queue_or_runs_since_less_than_five_minutes_is_left_alone()
    {
        var waiting = await QueuedAsync();
        await AgeAsync(waiting);
        await BegunAsync();

        await CleanUpAsync();

        (await Db.ListLengthAsync("hangfire:queue:bulk")).ShouldBe(2);
        (await Db.SortedSetLengthAsync(SubmissionStore.UnfinishedKey)).ShouldBe(2);
    }

    [Fact]
    public async Task What_waits_for_another_try_is_left_alone_however_long_it_takes()
    {
        var scheduled = await BegunAsync();
        var backlogged = await QueuedAsync();
        await _store.StartAsync(backlogged);
        var job = ((string)(await Db.StringGetAsync($"submission:{scheduled}:job"))!).Split('/')[1];
        Client.ChangeState(job, new ScheduledState(TimeSpan.FromHours(1)));

        for (var cleanups = 0; cleanups < 3; cleanups++)
        {
            await AgeAsync(backlogged);
            await AgeAsync(scheduled);
            await CleanUpAsync();
        }

        (await Db.ListLengthAsync("hangfire:queue:bulk")).ShouldBe(1);
        foreach (var id in new[] { backlogged, scheduled })
            (await _store.FindAsync(id))!.Status.ShouldBe(SubmissionStatus.PROCESSING);
    }

    [Fact]
    public async Task A_submission_whose_job_was_deleted_in_the_dashboard_is_deleted_and_not_queued_again()
    {
        var id = await QueuedAsync();
        Client.Delete(((string)(await Db.StringGetAsync($"submission:{id}:job"))!).Split('/')[1]);
        // A worker takes it and drops it.
        await Db.ListRightPopAsync("hangfire:queue:bulk");
        await AgeAsync(id);

        await CleanUpAsync();

        (await _store.FindAsync(id)).ShouldBeNull();
        (await Db.SortedSetLengthAsync(SubmissionStore.UnfinishedKey)).ShouldBe(0);
        (await Db.ListLengthAsync("hangfire:queue:bulk")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_left_of_ended_and_deleted_submissions_is_removed()
    {
        var ended = await BegunAsync();
        await _store.FinishAsync((await _store.FindAsync(ended))! with { Status = SubmissionStatus.OK });
        var deleted = await QueuedAsync();
        await Db.KeyDeleteAsync(SubmissionStore.Key(deleted));
        foreach (var id in new[] { ended, deleted })
        {
            await Db.StringSetAsync($"submission:{id}:job", "bulk/1");
            await AgeAsync(id);
        }

        await CleanUpAsync();

        (await Db.KeyExistsAsync([$"submission:{ended}:job", $"submission:{deleted}:job", SubmissionStore.RequestKey(deleted)])).ShouldBe(0);
        (await Db.KeyExistsAsync([SubmissionStore.Key(ended), SubmissionStore.RequestKey(ended)])).ShouldBe(2);
        (await Db.SortedSetLengthAsync(SubmissionStore.UnfinishedKey)).ShouldBe(0);
    }

    [Fact]
    public async Task Containers_of_a_dead_worker_go_even_when_its_command_line_lives_and_a_neighbours_stay()
    {
        var fleet = await new Fleet(_redis).NameAsync();
        await Db.StringSetAsync(InstanceHeartbeat.KeyOf("neighbour"), "host");
        using var stop = new CancellationTokenSource();
        var dead = StartContainer("dead", fleet, stop.Token);
        var neighbour = StartContainer("neighbour", fleet, stop.Token);
        var stranger = StartContainer("dead", "another-fleet", stop.Token);
        await Patience.UntilAsync("three containers run", 30, async () => (await NamesAsync(dead.Name, neighbour.Name, stranger.Name)).Length == 3);

        await Task.WhenAll(CleanUpAsync(), CleanUpAsync());

        await dead.CommandLine.WaitAsync(TimeSpan.FromSeconds(60));
        (await NamesAsync(dead.Name, neighbour.Name, stranger.Name)).ShouldBe([neighbour.Name, stranger.Name], ignoreOrder: true);
        await stop.CancelAsync();
        await Cli.Wrap("docker").WithArguments(["rm", "-f", neighbour.Name, stranger.Name]).ExecuteBufferedAsync();
    }

    [Fact]
    public async Task Containers_of_a_neighbour_that_Redis_has_forgotten_but_that_lives_on_this_host_stay()
    {
        var fleet = await new Fleet(_redis).NameAsync();
        using var stop = new CancellationTokenSource();
        var neighbour = StartContainer("forgotten", fleet, stop.Token, ServerProcess.Mark);
        var dead = StartContainer("dead", fleet, stop.Token, ServerProcess.Mark + "0");
        await Patience.UntilAsync("both run", 30, async () => (await NamesAsync(neighbour.Name, dead.Name)).Length == 2);

        await CleanUpAsync();

        (await NamesAsync(neighbour.Name, dead.Name)).ShouldBe([neighbour.Name]);
        await stop.CancelAsync();
        await Cli.Wrap("docker").WithArguments(["rm", "-f", neighbour.Name]).ExecuteBufferedAsync();
    }

    private Task CleanUpAsync()
    {
        var fleet = new Fleet(_redis);
        return new CleanupJob(_redis, _store, _queue, new FailedJobs(_redis, Client, _options), new DockerEngine(new SandboxOptions(), fleet), fleet,
            NullLogger<CleanupJob>.Instance).RunAsync(CancellationToken.None);
    }

    private async Task<string> QueuedAsync()
    {
        var submission = new Submission { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), Priority = "bulk", CreatedAt = DateTime.UtcNow };
        await _queue.AddAsync(submission);
        return submission.Id;
    }

    /// <summary>One whose worker has it, as it stays when that worker dies and its job with it.</summary>
    private async Task<string> BegunAsync()
    {
        var id = await QueuedAsync();
        await LoseAsync(id);
        return id;
    }

    private async Task LoseAsync(string id)
    {
        await _store.StartAsync(id);
        await Db.ListRightPopAsync("hangfire:queue:bulk");
    }

    private Task AgeAsync(string id) =>
        Db.SortedSetAddAsync(SubmissionStore.UnfinishedKey, id, DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeMilliseconds());

    private static (string Name, Task CommandLine) StartContainer(string instance, string fleet, CancellationToken stop, string process = "")
    {
        var name = "judge-cleanup-test-" + Guid.NewGuid().ToString("N")[..8];
        var tag = TestImages.Tag;
        return (name, Cli.Wrap("docker").WithArguments(["run", "-i", "--rm", "--network", "none", "--name", name, "--label", "judge.instance=" + instance,
            "--label", "judge.fleet=" + fleet, "--label", "judge.process=" + process, "--entrypoint", "sleep", "judge/python:" + tag, "300"]).WithValidation(CommandResultValidation.None).ExecuteAsync(stop));
    }

    private static async Task<string[]> NamesAsync(params string[] names)
    {
        var list = await Cli.Wrap("docker").WithArguments(["ps", "--format", "{{.Names}}"]).ExecuteBufferedAsync();
        return [.. list.StandardOutput.Split('\n').Intersect(names)];
    }
}

public sealed class CleanupJobOnNamedRedisTests : CleanupJobTests
{
    private NamedRedis _server = null!;

    protected override async Task<ConnectionMultiplexer> ConnectAsync()
    {
        _server = await NamedRedis.StartAsync();
        return await _server.ConnectAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }
}

public sealed class CleanupJobOnOwnRedisTests : CleanupJobTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-test-").FullName;
    private EmbeddedRedis _server = null!;

    protected override async Task<ConnectionMultiplexer> ConnectAsync()
    {
        _server = EmbeddedRedis.Start(_folder);
        return await ConnectionMultiplexer.ConnectAsync(RedisUrl.ForSocket(_server.Socket));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
