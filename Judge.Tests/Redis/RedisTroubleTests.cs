using Judge.Jobs.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

public sealed class RedisTroubleTests : IAsyncLifetime
{
    private OwnRedis _own = null!;

    public async Task InitializeAsync() => _own = await OwnRedis.StartAsync();

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [InlineData("READONLY You can't write against a read only replica.")]
    [InlineData("NOPERM this user has no permissions to run the 'eval' command")]
    [InlineData("BUSY Redis is busy running a script.")]
    public async Task A_Redis_that_refuses_is_not_told_as_one_that_is_away(string said) =>
        RedisTrouble.Of(new InvalidOperationException("", await RefusalAsync(said))).ShouldBe("Redis refuses what it is asked for, so it is not done: " + said);

    [Fact]
    public async Task Of_a_long_refusal_the_beginning_is_told() => RedisTrouble.Of(await RefusalAsync("ERR " + new string('x', 1000)))!.Length.ShouldBeLessThan(250);

    [Fact]
    public void One_that_says_nothing_does_not_answer() => RedisTrouble.Of(new TimeoutException()).ShouldNotBeNull().ShouldStartWith("Redis does not answer");

    private async Task<RedisServerException> RefusalAsync(string said) =>
        await Should.ThrowAsync<RedisServerException>(_own.Connection.GetDatabase().ScriptEvaluateAsync("return redis.error_reply(ARGV[1])", null, [said]));
}
