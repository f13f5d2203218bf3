using Hangfire.Redis.StackExchange;
using Hangfire.Server;
using Hangfire.Storage;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>Hangfire's Redis storage with the two defaults changed that lose or delay jobs of a killed worker, and fewer round trips.</summary>
public sealed class JudgeRedisStorage : RedisStorage
{
    // Hangfire's own components ask this storage for a connection too, and cast it to theirs. Each runs on a thread of its own.
    [ThreadStatic]
    private static bool s_hangfiresOwn;

    private readonly IConnectionMultiplexer _redis;
    private readonly string _prefix;
    private readonly Lazy<JobSignal> _signal;
    private readonly Action<CancellationToken> _beforeFetch;

    /// <param name="beforeFetch">Returns when this process may take a job.</param>
    public JudgeRedisStorage(IConnectionMultiplexer redis, RedisStorageOptions options, Action<CancellationToken> beforeFetch) : base(redis, options)
    {
        (_redis, _prefix, _beforeFetch) = (redis, options.Prefix, beforeFetch);
        // Lazy, because a server that fetches no jobs need not be told of them.
        _signal = new(() => new JobSignal(redis.GetSubscriber(), RedisChannel.Literal(FetchChannelOf(_prefix))));
    }

    /// <summary>The name that Hangfire.Redis gives the channel on which it tells of a queued job.</summary>
    internal static string FetchChannelOf(string prefix) => prefix + "JobFetchChannel";

    public override IStorageConnection GetConnection()
    {
        var connection = base.GetConnection();
        return s_hangfiresOwn ? connection : new LeanConnection((JobStorageConnection)connection, _redis.GetDatabase(Db), _prefix, _signal, _beforeFetch);
    }

    // With it a job is acknowledged before its state is committed, and a kill between the two leaves it in Processing for ever.
    public override bool HasFeature(string featureId) =>
        !featureId.StartsWith("TransactionalAcknowledge", StringComparison.Ordinal) && base.HasFeature(featureId);

#pragma warning disable CS0618, CS0672 // Hangfire marks the members that carry its own background components as obsolete for callers.
    public override IEnumerable<IServerComponent> GetComponents() =>
        base.GetComponents().Where(component => component.GetType().Name != "FetchedJobsWatcher")
            .Select(component => component.GetType().Name == "ExpiredJobsWatcher" ? new OnHangfiresConnection(component) : component)
            .Append(new AbandonedJobsWatcher(_redis.GetDatabase(Db), _prefix));

    private sealed class OnHangfiresConnection(IServerComponent inner) : IServerComponent
    {
        public void Execute(CancellationToken cancellationToken)
        {
            s_hangfiresOwn = true;
            try
            {
                inner.Execute(cancellationToken);
            }
            finally
            {
                s_hangfiresOwn = false;
            }
        }

        public override string ToString() => inner.ToString()!;
    }
}
#pragma warning restore CS0618, CS0672
