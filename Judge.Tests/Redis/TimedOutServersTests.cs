using Hangfire.Common;
using Hangfire.Redis.StackExchange;
using Hangfire.Server;
using Hangfire.Storage;
using Judge.Jobs.Redis;
using Shouldly;

namespace Judge.Tests.Redis;

public sealed class TimedOutServersTests : IAsyncLifetime
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(15);
    private OwnRedis _own = null!;
    private IStorageConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        _connection = new JudgeRedisStorage(_own.Connection, new RedisStorageOptions { Prefix = "hangfire:" }, _ => { }).GetConnection();
        _connection.AnnounceServer("a-server", new ServerContext { Queues = ["normal"], WorkerCount = 1 });
    }

    public async Task DisposeAsync()
    {
        _connection.Dispose();
        await _own.DisposeAsync();
    }

    [Fact]
    public async Task A_server_is_not_removed_for_the_start_that_its_clock_tells_before_it_has_beaten()
    {
        await SetAsync("StartedAt", TimeSpan.FromMinutes(1));

        _connection.RemoveTimedOutServers(TimeOut).ShouldBe(0);

        _connection.Heartbeat("a-server");
    }

    [Fact]
    public async Task One_that_has_not_beaten_for_the_time_out_by_Rediss_clock_is_removed_whole()
    {
        _connection.Heartbeat("a-server");
        _connection.RemoveTimedOutServers(TimeOut).ShouldBe(0);

        await SetAsync("Heartbeat", TimeOut + TimeSpan.FromSeconds(1));

        _connection.RemoveTimedOutServers(TimeOut).ShouldBe(1);
        Should.Throw<BackgroundServerGoneException>(() => _connection.Heartbeat("a-server"));
        (await _own.Connection.GetDatabase().KeyExistsAsync(["hangfire:servers", "hangfire:server:a-server", "hangfire:server:a-server:queues"])).ShouldBe(0);
    }

    private Task SetAsync(string field, TimeSpan ago) =>
        _own.Connection.GetDatabase().HashSetAsync("hangfire:server:a-server", field, JobHelper.ToMillisecondTimestamp(DateTime.UtcNow - ago));
}
