using System.Globalization;
using CliWrap;
using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

public class EmbeddedRedisTests
{
    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_redis_since_it_has_a_session_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("judge-redis-");
        using (var redis = EmbeddedRedis.Start(folder.FullName))
        {
            await using var connection = await NamedRedis.ConnectAsync(RedisUrl.ForSocket(redis.Socket));
            var facts = (await connection.GetServers()[0].InfoAsync("server")).SelectMany(section => section);

            Session(facts.Single(fact => fact.Key == "process_id").Value).ShouldNotBe(Session("self"));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_redis_server_that_cannot_be_started_again_is_tried_until_it_can()
    {
        var folder = Directory.CreateTempSubdirectory("judge-redis-");
        var (data, elsewhere) = (Path.Combine(folder.FullName, "data"), Path.Combine(folder.FullName, "elsewhere"));
        var told = 0;
        using (var redis = EmbeddedRedis.Start(data, _ => Interlocked.Increment(ref told)))
        {
            await using var connection = await NamedRedis.ConnectAsync(RedisUrl.ForSocket(redis.Socket));
            var facts = (await connection.GetServers()[0].InfoAsync("server")).SelectMany(section => section);
            // Without its folder it is not even launched.
            Directory.Move(data, elsewhere);
            await Cli.Wrap("kill").WithArguments(["-KILL", facts.Single(fact => fact.Key == "process_id").Value]).ExecuteAsync();
            await Patience.UntilAsync("two launches have failed", 60, () => Task.FromResult(Volatile.Read(ref told) >= 2));
            Directory.Move(elsewhere, data);

            await Patience.UntilAsync("it answers", 60, async () => await AnswersAsync(connection));
        }
        folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(ConnectionMultiplexer redis)
    {
        try
        {
            await redis.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Field 6 of /proc/PID/stat, counted from behind the name.</summary>
    private static int Session(string process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
