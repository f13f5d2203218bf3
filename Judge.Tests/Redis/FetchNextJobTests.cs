using Hangfire;
using Hangfire.Common;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Hangfire.Storage;
using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Redis;

public class FetchNextJobTests
{
    [Fact]
    public async Task A_worker_that_Redis_refuses_to_write_for_goes_on_by_itself_once_it_does()
    {
        await using var server = await NamedRedis.StartAsync();
        await using var redis = await server.ConnectAsync();
        var storage = new JudgeRedisStorage(redis, new RedisStorageOptions { Prefix = "hangfire:", Db = redis.GetDatabase().Database }, _ => { });
        using var connection = storage.GetConnection();
        using var stop = new CancellationTokenSource();
        await server.FillDiskAsync();
        await Patience.UntilAsync("a write is refused", 30, () => RefusesAsync(redis.GetDatabase()));

        var fetched = Task.Run(() => connection.FetchNextJob(["normal"], stop.Token));
        await Task.WhenAny(fetched, Task.Delay(TimeSpan.FromSeconds(3)));
        fetched.IsCompleted.ShouldBeFalse(fetched.Exception?.ToString());
        await server.MakeRoomAsync();
        await Patience.UntilAsync("a write is taken", 30, async () => !await RefusesAsync(redis.GetDatabase()));
        var id = new BackgroundJobClient(storage).Create(Job.FromExpression(() => Console.WriteLine()), new EnqueuedState("normal"));

        (await fetched.WaitAsync(TimeSpan.FromSeconds(30))).JobId.ShouldBe(id);
    }

    private static async Task<bool> RefusesAsync(StackExchange.Redis.IDatabase redis)
    {
        try
        {
            await redis.StringSetAsync("written", 1);
            return false;
        }
        catch (StackExchange.Redis.RedisServerException e)
        {
            RedisTrouble.Of(e)!.ShouldStartWith("Redis cannot write to its disk");
            return true;
        }
    }
}
