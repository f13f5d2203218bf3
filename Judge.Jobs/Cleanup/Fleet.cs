using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>The servers that share one Redis: a cleanup removes no container of another fleet on the same host.</summary>
public sealed class Fleet : IToldToRedis
{
    private static readonly RedisKey Key = "judge:fleet";
    private readonly IConnectionMultiplexer? _redis;
    private string? _name;

    public Fleet(IConnectionMultiplexer redis) => _redis = redis;

    /// <summary>A fleet whose name is known: one without a Redis.</summary>
    public Fleet(string name) => _name = name;

    /// <summary>Name of the fleet, asked of Redis once, and again where Redis has lost it.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    /// <exception cref="TimeoutException">Nor does it say that it will not.</exception>
    public async ValueTask<string> NameAsync()
    {
        if (_name is { } known)
            return known;
        return _name = await AgreeAsync(_redis!, Guid.NewGuid().ToString("N")[..16]);
    }

    /// <summary>The name stays, unless a server that never knew it has given another meanwhile.</summary>
    public async Task TellAgainAsync()
    {
        if (_redis is not null && _name is { } known)
            _name = await AgreeAsync(_redis, known);
    }

    private static async Task<string> AgreeAsync(IConnectionMultiplexer redis, string proposed)
    {
        var db = redis.GetDatabase();
        await db.StringSetAsync(Key, proposed, when: When.NotExists);
        return (string)(await db.StringGetAsync(Key))!;
    }
}
