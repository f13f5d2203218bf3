using StackExchange.Redis;

namespace Judge.Tests.Redis;

/// <summary>What is in Redis, a line for each value, for tests that compare two ways of writing it.</summary>
internal static class StoredLines
{
    public static async Task<string[]> OfAsync(IConnectionMultiplexer redis, string pattern)
    {
        var db = redis.GetDatabase();
        var lines = new List<string>();
        await foreach (var key in redis.GetServers()[0].KeysAsync(pattern: pattern))
        {
            var type = await db.KeyTypeAsync(key);
            var values = type switch
            {
                RedisType.Hash => (await db.HashGetAllAsync(key)).Select(field => field.Name + "=" + field.Value),
                RedisType.List => (await db.ListRangeAsync(key)).Select((value, place) => $"{place} {value}"),
                RedisType.Set => (await db.SetMembersAsync(key)).Select(value => value.ToString()),
                RedisType.SortedSet => (await db.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => entry.ToString()),
                _ => [(await db.StringGetAsync(key)).ToString()],
            };
            var expires = await db.KeyTimeToLiveAsync(key) is { } left ? $"expires within {Math.Ceiling(left.TotalHours)} h" : "stays";
            lines.AddRange(values.Select(value => $"{key} {type} {expires} {value}"));
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
