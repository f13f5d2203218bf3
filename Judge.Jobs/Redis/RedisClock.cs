using Hangfire.Common;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>Redis's clock, by which servers compare what they tell each other: their own clocks differ.</summary>
internal static class RedisClock
{
    /// <summary>Lua function that returns the Unix millisecond, as Hangfire writes a time.</summary>
    public const string NowFunction = """
        local function now()
          local time = redis.call('TIME')
          return string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
        end

        """;

    /// <summary>The Unix millisecond.</summary>
    public static async Task<long> NowAsync(IDatabase redis) => (long)await redis.ScriptEvaluateAsync(NowFunction + "return now()");

    /// <summary>UTC.</summary>
    public static DateTime Now(IDatabase redis) => JobHelper.DeserializeDateTime((string)redis.ScriptEvaluate(NowFunction + "return now()")!);
}
