using System.Net;
using System.Net.Http.Json;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class FullMemoryTests
{
    private const string Told = "Redis has reached its maxmemory, so it stores nothing new. Raise it (Judge:RedisMaxMemoryMb";
    private const string Filler = "filler";

    [Fact]
    public async Task At_the_own_Rediss_maxmemory_a_POST_is_refused_what_runs_comes_to_its_verdict_and_a_DELETE_makes_room()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:RedisMaxMemoryMb", "64");
        await using var redis = await server.ConnectAsync();
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(8); print('stored')", wall_time_limit_sec = 20 });
        await server.UntilProcessingAsync(running);

        await FillAsync(redis);
        var refusal = await RefusalAsync(server);
        var result = await server.EndedAsync(running);
        using var deleted = await server.Http.DeleteAsync("/result/" + running);
        await redis.GetDatabase().KeyDeleteAsync(Filler);

        refusal.ShouldContain(Told);
        result["stdout"]?.ToString().ShouldBe("stored\n", result.ToJsonString());
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((await server.RunAsync(new { source_code = "print('room again')" }))["stdout"]?.ToString()).ShouldBe("room again\n");
    }

    [Fact]
    public async Task A_server_whose_Redis_holds_more_than_its_maxmemory_starts_again_and_is_bounded_again()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:RedisMaxMemoryMb", "16");
        await using (var redis = await server.ConnectAsync())
        {
            await redis.GetServers()[0].ConfigSetAsync("maxmemory", "0");
            await redis.GetDatabase().StringSetAsync(Filler, new byte[20 << 20]);
        }

        await server.StopAsync();
        await server.LaunchAsync();

        (await RefusalAsync(server)).ShouldContain(Told);
    }

    [Fact]
    public async Task A_maxmemory_out_of_its_range_stops_the_start() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, "--Judge:RedisMaxMemoryMb", "15")))
            .Message.ShouldContain("Judge:RedisMaxMemoryMb must be 0, or 16 to 1048576; it is 15.");

    private static async Task FillAsync(ConnectionMultiplexer redis)
    {
        // Ever smaller, until not even a small one is taken.
        foreach (var bytes in (int[])[1 << 20, 1 << 14, 1 << 9])
            for (var kept = true; kept;)
                try
                {
                    await redis.GetDatabase().ListRightPushAsync(Filler, new byte[bytes]);
                }
                catch (RedisServerException e) when (e.Message.Contains("OOM", StringComparison.Ordinal))
                {
                    kept = false;
                }
    }

    private static async Task<string> RefusalAsync(JudgeServer server)
    {
        var refusal = "";
        await Patience.UntilAsync("a submission is refused", 60, async () =>
        {
            using var answer = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print(1)" });
            refusal = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        return refusal;
    }
}
