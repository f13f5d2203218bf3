using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Submissions;

public sealed class SubmissionQueueTests : IAsyncLifetime
{
    private const string Bulk = "hangfire:queue:bulk";

    private NamedRedis _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private SubmissionQueue _queue = null!;

    public async Task InitializeAsync()
    {
        _server = await NamedRedis.StartAsync();
        _redis = await _server.ConnectAsync();
        _queue = new SubmissionQueue(_redis, new JudgeOptions());
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_place_counts_those_before_it_in_its_own_queue_and_one_that_does_not_wait_has_none()
    {
        var first = await AddAsync("bulk");
        var other = await AddAsync("normal");
        var second = await AddAsync("bulk");
        var before = await PlacesAsync(first, other, second, "unknown");

        await _redis.GetDatabase().ListRightPopAsync(Bulk);

        before.ShouldBe([0, 0, 1, null]);
        (await PlacesAsync(first, other, second)).ShouldBe([null, 0, 0]);
    }

    [Fact]
    public async Task A_place_that_is_asked_for_while_workers_take_jobs_is_never_too_small()
    {
        var first = await AddAsync("bulk");
        using var stop = new CancellationTokenSource();
        var taken = TakeAndPutBackUntilAsync(stop.Token);

        var places = new List<long?>();
        for (var asked = 0; asked < 3000; asked++)
            places.Add(await _queue.PositionAsync(first));
        await stop.CancelAsync();
        await taken;

        places.Distinct().ShouldBeSubsetOf([null, 0]);
        (await _queue.PositionAsync(first)).ShouldBe(0);
    }

    /// <summary>Pops the next job as a worker does and pushes it again, over and over, through a connection of its own.</summary>
    private async Task TakeAndPutBackUntilAsync(CancellationToken stop)
    {
        await using var connection = await _server.ConnectAsync();
        while (!stop.IsCancellationRequested)
            await connection.GetDatabase().ListLeftPushAsync(Bulk, await connection.GetDatabase().ListRightPopAsync(Bulk));
    }

    private async Task<string> AddAsync(string priority)
    {
        var submission = new Submission { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), Priority = priority, CreatedAt = DateTime.UtcNow };
        await _queue.AddAsync(submission);
        return submission.Id;
    }

    private async Task<List<long?>> PlacesAsync(params string[] ids)
    {
        var places = new List<long?>();
        foreach (var id in ids)
            places.Add(await _queue.PositionAsync(id));
        return places;
    }
}
