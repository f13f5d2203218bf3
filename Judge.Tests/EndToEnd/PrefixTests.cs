using Judge.Jobs;
using Judge.Jobs.Redis;
using Shouldly;

namespace Judge.Tests.EndToEnd;

public class PrefixTests
{
    [Fact]
    public async Task A_server_with_another_prefix_on_the_same_database_is_refused_its_start_and_told_what_to_do()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:HangfirePrefix", "a:");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:HangfirePrefix", "b:"));
        await using var second = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:HangfirePrefix", "a:");

        refusal.Message.ShouldContain("Database 3 of this Redis is used by servers with Judge:HangfirePrefix 'a:', and here it is 'b:'.");
        refusal.Message.ShouldContain("stop them all and delete the key judge:prefix");
    }

    [Fact]
    public async Task A_prefix_is_told_again_to_a_Redis_that_lost_it_and_can_be_changed_where_its_key_is_deleted()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync();
        var (first, second) = (ClaimOf("a:"), ClaimOf("b:"));
        await first.RequireAsync();

        await connection.GetDatabase().KeyDeleteAsync("judge:prefix");
        await first.TellAgainAsync();
        await Should.ThrowAsync<InvalidOperationException>(second.RequireAsync);
        await connection.GetDatabase().KeyDeleteAsync("judge:prefix");

        await second.RequireAsync();
        await Should.ThrowAsync<InvalidOperationException>(first.RequireAsync);

        PrefixClaim ClaimOf(string prefix) => new(connection, new JudgeOptions { HangfirePrefix = prefix });
    }
}
