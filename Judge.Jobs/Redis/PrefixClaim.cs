using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// The one <see cref="JudgeOptions.HangfirePrefix"/> of the servers that share a named Redis database: submissions and all else but Hangfire's jobs have the same
/// keys under any prefix, so a fleet of another would take those that wait there for lost.
/// </summary>
public sealed class PrefixClaim(IConnectionMultiplexer redis, JudgeOptions options) : IToldToRedis
{
    private static readonly RedisKey Key = "judge:prefix";

    /// <summary>Notes the prefix in the database, or finds it there.</summary>
    /// <exception cref="InvalidOperationException">Servers of another prefix use the database; the message says which, and what to do.</exception>
    /// <exception cref="RedisException">Redis does not answer, or refuses.</exception>
    public async Task RequireAsync()
    {
        var db = redis.GetDatabase();
        // Read first: a Redis that is full takes no write, and need not.
        if ((await db.StringGetAsync(Key)).IsNull)
            await TellAgainAsync();
        var claimed = (string?)await db.StringGetAsync(Key);
        if (claimed is not null && claimed != options.HangfirePrefix)
            throw new InvalidOperationException(
                $"Database {db.Database} of this Redis is used by servers with Judge:HangfirePrefix '{claimed}', and here it is '{options.HangfirePrefix}'. Name another database at the end of "
                + $"REDIS_URL (redis://HOST:6379/{db.Database + 1}), or set the same prefix. To change the prefix of those servers themselves, stop them all and delete the key {Key}.");
    }

    public Task TellAgainAsync() => redis.GetDatabase().StringSetAsync(Key, options.HangfirePrefix, when: When.NotExists);
}
