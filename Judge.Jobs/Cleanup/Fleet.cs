using StackExchange.Redis;

namespace Judge.Jobs.Cleanup;

/// <summary>The servers that share one Redis: a cleanup removes no container of another fleet on the same host.</summary>
public sealed class Fleet
{
    private static readonly RedisKey Key = "judge:fleet";
    private readonly IConnectionMultiplexer? _redis;
    private string? _name;

    public Fleet(IConnectionMultiplexer redis) => _redis = redis;

    /// <summary>A fleet whose name is known: one without a Redis.</summary>
    public Fleet(string name) => _name = name;

    /// <summary>Name of the fleet, asked of Redis once.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    /// <exception cref="TimeoutException">Nor does it say that it will not.</exception>
    public async ValueTask<string> NameAsync()
    {
        if (_name is { } known)
            return known;
        var db = _redis!.GetDatabase();
        await db.StringSetAsync(Key, Guid.NewGuid().ToString("N")[..16], when: When.NotExists);
        return _name = (string)(await db.StringGetAsync(Key))!;
    }
}
