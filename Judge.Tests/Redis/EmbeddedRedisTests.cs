using System.Globalization;
using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using Shouldly;

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

    /// <summary>Field 6 of /proc/PID/stat, counted from behind the name.</summary>
    private static int Session(string process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
