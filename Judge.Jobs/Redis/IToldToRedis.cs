namespace Judge.Jobs.Redis;

/// <summary>What this process tells Redis once, and takes for known from then on.</summary>
public interface IToldToRedis
{
    /// <summary>Tells it again: Redis came back without what it had, or was away for so long that this process counts as gone.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer, or refuses.</exception>
    /// <exception cref="TimeoutException">Nor does it say that it will not.</exception>
    Task TellAgainAsync();
}
