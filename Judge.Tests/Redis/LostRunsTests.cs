using Hangfire;
using Hangfire.Common;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Judge.Jobs.Redis;
using Shouldly;
using IDatabase = StackExchange.Redis.IDatabase;

namespace Judge.Tests.Redis;

public sealed class LostRunsTests : IAsyncLifetime
{
    private OwnRedis _own = null!;

    private IDatabase Db => _own.Connection.GetDatabase();

    public async Task InitializeAsync() => _own = await OwnRedis.StartAsync();

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [InlineData("Processing", true, 1)]
    [InlineData("Enqueued", true, 0)]
    [InlineData("Succeeded", false, 0)]
    public async Task A_dead_servers_job_is_put_back_and_counted_as_lost_where_it_was_run(string state, bool again, int lost)
    {
        await Db.ListLeftPushAsync("hangfire:queue:bulk:dequeued", "a-job");
        await Db.HashSetAsync("hangfire:job:a-job", [new("State", state), new("Fetched", "2026-01-01T00:00:00.0000000Z")]);
        await Db.HashSetAsync("hangfire:job:a-job:state", "ServerId", "dead");

        new AbandonedJobsWatcher(Db, "hangfire:").Execute(new CancellationToken(canceled: true));

        (await Db.ListLengthAsync("hangfire:queue:bulk:dequeued")).ShouldBe(0);
        (await Db.ListLengthAsync("hangfire:queue:bulk")).ShouldBe(again ? 1 : 0);
        ((int)await Db.HashGetAsync("hangfire:job:a-job", QueuedJob.LostRunsField)).ShouldBe(lost);
    }

    [Fact]
    public async Task A_job_that_its_server_gives_back_as_it_stops_is_not_counted()
    {
        var storage = new JudgeRedisStorage(_own.Connection, new RedisStorageOptions { Prefix = "hangfire:", Db = Db.Database }, _ => { });
        var id = new BackgroundJobClient(storage).Create(Job.FromExpression(() => Console.WriteLine()), new EnqueuedState("normal"));
        using var connection = storage.GetConnection();
        using var fetched = connection.FetchNextJob(["normal"], CancellationToken.None);
        await Db.HashSetAsync("hangfire:job:" + id, "State", "Processing");

        fetched.Requeue();

        (await Db.ListLengthAsync("hangfire:queue:normal")).ShouldBe(1);
        (await Db.HashExistsAsync("hangfire:job:" + id, QueuedJob.LostRunsField)).ShouldBeFalse();
    }
}
