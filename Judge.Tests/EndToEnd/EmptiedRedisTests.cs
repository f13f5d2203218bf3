using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class EmptiedRedisTests
{
    [Fact]
    public async Task A_Redis_that_lost_everything_is_told_again_what_the_server_had_told_it()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis);
        await using var connection = await redis.ConnectAsync();
        var db = connection.GetDatabase();
        (await server.RunAsync(new { source_code = "print(1)" }))["status"]!.ToString().ShouldBe("OK");
        await Patience.UntilAsync("its heart beats", 30, async () => await connection.GetServers()[0].KeysAsync(db.Database, "judge:instance:*").AnyAsync());
        var fleet = await db.StringGetAsync("judge:fleet");
        var before = await db.SetMembersAsync("hangfire:servers");

        await connection.GetServers()[0].FlushDatabaseAsync(db.Database);

        await Patience.UntilAsync("the cleanup is registered", 60, () => db.KeyExistsAsync("hangfire:recurring-job:cleanup"));
        await Patience.UntilAsync("the language is told", 60, () => db.HashExistsAsync("languages", "python"));
        await Patience.UntilAsync("the server is announced", 60, async () => await db.SetLengthAsync("hangfire:servers") == 1);
        (await db.StringGetAsync("judge:fleet")).ShouldBe(fleet);
        (await db.SetMembersAsync("hangfire:servers")).ShouldNotBe(before);
        ((await server.RunAsync(new { source_code = "print('on')" }))["stdout"]?.ToString()).ShouldBe("on\n");
    }
}
