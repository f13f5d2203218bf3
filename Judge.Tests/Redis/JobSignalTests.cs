using Hangfire.Redis.StackExchange;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

public sealed class JobSignalTests : IAsyncLifetime
{
    private const string Waits = "hangfire:worker-waits";

    private readonly JudgeOptions _options = new();
    private readonly CancellationTokenSource _stop = new();
    private OwnRedis _own = null!;
    private SubmissionQueue _queue = null!;

    private ConnectionMultiplexer Redis => _own.Connection;
    private IDatabase Db => Redis.GetDatabase();

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        _queue = new SubmissionQueue(Redis, _options);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        await _own.DisposeAsync();
    }

    [Fact]
    public async Task A_submission_is_told_of_while_a_worker_waits_and_at_no_other_time()
    {
        var messages = await Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("hangfire:JobFetchChannel"));

        await AddAsync();
        await Db.SortedSetAddAsync(Waits, "a worker", 1);
        await AddAsync();

        // Messages keep their order: one for the first would be read first.
        (await messages.ReadAsync()).Message.ToString().ShouldBe(await Db.ListGetByIndexAsync("hangfire:queue:bulk", 0));
    }

    [Fact]
    public async Task A_worker_waits_from_the_look_that_found_nothing_until_the_one_that_takes_a_job()
    {
        var first = FetchAsync();
        await UntilWaitingAsync(1);
        var second = FetchAsync();
        await UntilWaitingAsync(2);

        await AddAsync();
        await Task.WhenAny(first, second);
        var left = await Db.SortedSetLengthAsync(Waits);
        await AddAsync();
        await Task.WhenAll(first, second);

        left.ShouldBe(1);
        (await Db.KeyExistsAsync(Waits)).ShouldBeFalse();
        (await first).ShouldNotBe(await second);
    }

    [Fact]
    public async Task A_worker_that_finds_a_job_at_once_never_waits()
    {
        await Db.SortedSetAddAsync(Waits, "another worker", 1);
        await AddAsync();

        await FetchAsync();

        (await Db.SortedSetRangeByRankAsync(Waits)).ShouldBe(["another worker"]);
    }

    [Fact]
    public async Task A_dead_workers_note_goes_when_another_waits_and_by_itself_within_a_minute()
    {
        await Db.SortedSetAddAsync(Waits, "dead", DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds());

        var fetched = FetchAsync();
        await Patience.UntilAsync("the dead worker's note is replaced", 30, async () =>
            await Db.SortedSetRangeByRankAsync(Waits) is [var only] && only != "dead");

        (await Db.KeyTimeToLiveAsync(Waits)).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(0, 60);
        await AddAsync();
        await fetched;
    }

    private Task UntilWaitingAsync(int workers) =>
        Patience.UntilAsync($"{workers} wait", 30, async () => await Db.SortedSetLengthAsync(Waits) == workers);

    private Task<SubmissionResult?> AddAsync() =>
        _queue.AddAsync(new Submission { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), Priority = "bulk", CreatedAt = DateTime.UtcNow });

    /// <summary>Takes a job as a worker of a server of its own does; returns its name.</summary>
    private Task<string> FetchAsync() => Task.Run(() =>
    {
        var storage = new JudgeRedisStorage(Redis, new RedisStorageOptions { Prefix = _options.HangfirePrefix }, _ => { });
        using var connection = storage.GetConnection();
        using var job = connection.FetchNextJob([.. Queues.All], _stop.Token);
        job.RemoveFromQueue();
        return job.JobId;
    });
}
