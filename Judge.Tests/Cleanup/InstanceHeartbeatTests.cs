using System.Globalization;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Cleanup;

public sealed class InstanceHeartbeatTests : IAsyncLifetime
{
    private NamedRedis _server = null!;
    private ConnectionMultiplexer _redis = null!;

    public async Task InitializeAsync()
    {
        _server = await NamedRedis.StartAsync();
        _redis = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_Redis_that_forgot_this_instance_is_told_again_until_it_takes_it_and_one_that_did_not_is_told_nothing()
    {
        var told = new Told { Refusals = 2 };
        using var heartbeat = new InstanceHeartbeat(_redis, [told], NullLogger<InstanceHeartbeat>.Instance) { Pause = TimeSpan.FromMilliseconds(20) };
        await heartbeat.StartAsync(CancellationToken.None);
        await UntilItBeatsAsync();
        var atStart = told.Asked;

        await EmptyAsync();
        await Patience.UntilAsync("it is told again", 30, () => Task.FromResult(told.Taken > 0));
        await UntilItBeatsAsync();
        await heartbeat.StopAsync(CancellationToken.None);

        (await IsKnownAsync()).ShouldBeTrue();
        (atStart, told.Asked, told.Taken).ShouldBe((0, 3, 1));
    }

    [Fact]
    public async Task Servers_agree_on_the_name_of_their_fleet_after_a_Redis_lost_it()
    {
        var (first, second) = (new Fleet(_redis), new Fleet(_redis));
        (await second.NameAsync()).ShouldBe(await first.NameAsync());

        await EmptyAsync();
        var started = await new Fleet(_redis).NameAsync();
        await first.TellAgainAsync();
        await second.TellAgainAsync();

        (await first.NameAsync(), await second.NameAsync()).ShouldBe((started, started));
    }

    private Task<bool> IsKnownAsync() => _redis.GetDatabase().KeyExistsAsync(InstanceHeartbeat.KeyOf(InstanceHeartbeat.Instance));

    /// <summary>Several times from now on.</summary>
    private async Task UntilItBeatsAsync()
    {
        var before = await BeatsAsync();
        await Patience.UntilAsync("it beats", 30, async () => await BeatsAsync() >= before + 5);
    }

    private async Task<int> BeatsAsync()
    {
        var calls = (await _redis.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section).SingleOrDefault(fact => fact.Key == "cmdstat_expire").Value;
        return calls is null ? 0 : int.Parse(calls.Split('=', ',')[1], CultureInfo.InvariantCulture);
    }

    private Task EmptyAsync() => _redis.GetServers()[0].FlushDatabaseAsync(_redis.GetDatabase().Database);

    /// <summary>Counts how often it is asked to tell, and how often Redis took it.</summary>
    private sealed class Told : IToldToRedis
    {
        public int Refusals { get; init; }
        public int Asked { get; private set; }
        public int Taken { get; private set; }

        public Task TellAgainAsync()
        {
            if (++Asked <= Refusals)
                throw new TimeoutException("Redis says nothing.");
            Taken++;
            return Task.CompletedTask;
        }
    }
}
