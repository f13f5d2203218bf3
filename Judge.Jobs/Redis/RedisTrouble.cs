using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>What is wrong with Redis and what to do, in a sentence for clients and operators.</summary>
public static class RedisTrouble
{
    /// <summary>How long a client's request waits for an answer of Redis: its client is told within three seconds that Redis is away, while a worker waits longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>What many bytes may take beyond that: a slow machine is no Redis that is away.</summary>
    private static readonly TimeSpan PatiencePerMiB = TimeSpan.FromSeconds(0.5);

    /// <summary>Characters of Redis's own words that are told.</summary>
    private const int ShownChars = 150;

    /// <summary>The patience with an answer for which so many bytes go to Redis or come from it.</summary>
    public static TimeSpan PatienceWith(long bytes) => Patience + (PatiencePerMiB * (bytes >> 20));

    /// <summary>The sentence for an exception, or for one that it wraps (Hangfire does so); null: it does not come from Redis.</summary>
    public static string? Of(Exception? error) => error switch
    {
        null => null,
        // Also in the midst of another error's words, where a script ran into it.
        RedisServerException { Message: var said } when said.Contains("MISCONF", StringComparison.Ordinal) =>
            "Redis cannot write to its disk, which is full most likely, so it stores nothing new. Make room there (df -h); it goes on by itself.",
        RedisServerException { Message: var said } when said.Contains("OOM command not allowed", StringComparison.Ordinal) =>
            "Redis has reached its maxmemory, so it stores nothing new. Raise it (Judge:RedisMaxMemoryMb for the server's own, redis-cli CONFIG SET maxmemory " +
            "for another), or shorten Judge:ResultTtlSec.",
        RedisServerException { Message: var said } when IsLoading(said) =>
            "Redis has been started and is loading its data. It goes on by itself when it has.",
        RedisServerException { Message: var said } => $"Redis refuses what it is asked for, so it is not done: {BeginningOf(said)}",
        RedisException or TimeoutException => "Redis does not answer, so nothing can be stored or read. Start it, or look at REDIS_URL.",
        _ => Of(error.InnerException),
    };

    private static string BeginningOf(string said) => said.Length > ShownChars ? said[..ShownChars] + "…" : said;

    /// <summary>Whether these are the words of a Redis that takes no commands until its data are loaded.</summary>
    internal static bool IsLoading(string said) => said.StartsWith("LOADING", StringComparison.Ordinal);
}
