using Hangfire;
using Hangfire.Common;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Cleanup;

public sealed class CleanupQueueTests : IAsyncLifetime
{
    private NamedRedis _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private JudgeRedisStorage _storage = null!;
    private RecurringJobManager _recurring = null!;

    public async Task InitializeAsync()
    {
        _server = await NamedRedis.StartAsync();
        _redis = await _server.ConnectAsync();
        _storage = new JudgeRedisStorage(_redis, new RedisStorageOptions { Prefix = "hangfire:", Db = _redis.GetDatabase().Database }, _ => { });
        _recurring = new RecurringJobManager(_storage);
        await new BootRecovery(_redis, new JudgeOptions { RedisUrl = _server.Url }, _recurring, NullLogger<BootRecovery>.Instance).StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_cleanup_is_taken_before_submissions_whose_queue_is_never_empty_and_has_no_place_among_them()
    {
        var queue = new SubmissionQueue(_redis, new JudgeOptions { MaxQueueLength = 1 });
        _recurring.Trigger("cleanup");
        var submission = new Submission { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), Priority = Queues.All[0], CreatedAt = DateTime.UtcNow };

        (await queue.AddAsync(submission)).ShouldNotBeNull();

        (await queue.PositionAsync(submission.Id)).ShouldBe(0);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = _storage.GetConnection();
        using var first = connection.FetchNextJob(Queues.Served, stop.Token);
        connection.GetJobData(first.JobId)!.Job.Type.ShouldBe(typeof(CleanupJob));
    }

    [Fact]
    public void At_most_one_cleanup_waits()
    {
        for (var minute = 0; minute < 3; minute++)
            _recurring.Trigger("cleanup");

        _storage.GetMonitoringApi().EnqueuedCount(Queues.Cleanup).ShouldBe(1);
    }

    [Fact]
    public void A_cleanup_that_a_worker_has_keeps_no_other_from_being_queued()
    {
        _recurring.Trigger("cleanup");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = _storage.GetConnection();
        using var running = connection.FetchNextJob(Queues.Served, stop.Token);

        _recurring.Trigger("cleanup");

        _storage.GetMonitoringApi().EnqueuedCount(Queues.Cleanup).ShouldBe(1);
    }

    [Fact]
    public async Task A_cleanup_that_a_dead_server_had_taken_is_put_back()
    {
        var id = new BackgroundJobClient(_storage).Create(Job.FromExpression<CleanupJob>(job => job.RunAsync(CancellationToken.None)), new EnqueuedState(Queues.Cleanup));
        var db = _redis.GetDatabase();
        await db.ListMoveAsync("hangfire:queue:cleanup", "hangfire:queue:cleanup:dequeued", ListSide.Right, ListSide.Left);
        await db.HashSetAsync($"hangfire:job:{id}:state", "ServerId", "dead");

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        new AbandonedJobsWatcher(db, "hangfire:").Execute(stop.Token);

        (await db.ListRangeAsync("hangfire:queue:cleanup")).ShouldBe([id]);
    }
}
