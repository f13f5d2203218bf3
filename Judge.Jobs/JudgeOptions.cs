namespace Judge.Jobs;

/// <summary>Settings of the section <c>Judge</c>.</summary>
public sealed class JudgeOptions
{
    /// <summary>What this process does: <c>web</c> (serves HTTP), <c>worker</c> (runs submissions) or <c>all</c>.</summary>
    public string Role { get; set; } = "all";
    /// <summary>Submissions run at once; 0: as many as cores. 0 to 256.</summary>
    public int Workers { get; set; }
    /// <summary>redis://, rediss:// or unix:// URL; null: an own redis-server. Also REDIS_URL.</summary>
    public string? RedisUrl { get; set; }
    /// <summary>Private data folder of the server's own redis-server.</summary>
    public string DataFolder { get; set; } = ".judge/data";
    /// <summary>MiB that the server's own redis-server may hold; 0: half of this machine's, or three eighths of its control group's limit. 0, or 16 to 1,048,576.</summary>
    public int RedisMaxMemoryMb { get; set; }
    /// <summary>MiB that the bodies of large requests may take together, six times their length. 384 to 1,048,576.</summary>
    public int RequestMemoryMb { get; set; } = 512;
    /// <summary>Folder of language definitions.</summary>
    public string LanguagesFolder { get; set; } = "sandbox/languages";
    /// <summary>Tries out every language whose image is there when a worker starts, in the background and once for each image.</summary>
    public bool TestLanguagesAtStart { get; set; } = true;
    /// <summary>Prefix of Hangfire's keys.</summary>
    public string HangfirePrefix { get; set; } = "hangfire:";
    /// <summary>Seconds a result is kept after its end. 60 to 604,800.</summary>
    public int ResultTtlSec { get; set; } = 3600;
    /// <summary>Submissions that may wait; one more is answered 503. 1 to 1,000,000.</summary>
    public int MaxQueueLength { get; set; } = 10_000;
    /// <summary>Key for /hangfire, /admin and /metrics; null: loopback only. Also JUDGE_ADMIN_KEY.</summary>
    public string? AdminKey { get; set; }
    /// <summary>Lets the server listen on other addresses than loopback without an admin key.</summary>
    public bool AllowRemoteWithoutKeys { get; set; }

    /// <summary>
    /// Bytes that the own redis-server may hold, with 0 resolved. Half: to write its file anew it forks, which can cost as much again. .NET counts three
    /// quarters of a control group's limit.
    /// </summary>
    public long RedisMaxMemoryBytes => RedisMaxMemoryMb > 0 ? (long)RedisMaxMemoryMb << 20 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Workers, with 0 resolved to the cores of this host.</summary>
    public int WorkerCount => Workers > 0 ? Workers : Environment.ProcessorCount;
}
