using Hangfire.Redis.StackExchange;
using Hangfire.Server;
using Hangfire.Storage;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>Hangfire's Redis storage with the two defaults changed that lose or delay jobs of a killed worker, and fewer round trips.</summary>
public sealed class JudgeRedisStorage : RedisStorage
{
    private readonly IConnectionMultiplexer _redis;
    private readonly string _prefix;
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);
    private readonly Lazy<JobSignal> _signal;

    public JudgeRedisStorage(IConnectionMultiplexer redis, RedisStorageOptions options) : base(redis, options)
    {
        (_redis, _prefix) = (redis, options.Prefix);
        // The name that Hangfire.Redis gives its channel. Lazy, because a server that fetches no jobs need not be told of them.
        _signal = new(() => new JobSignal(redis.GetSubscriber(), RedisChannel.Literal(_prefix + "JobFetchChannel")));
    }

    public override IStorageConnection GetConnection() =>
        new LeanConnection((JobStorageConnection)base.GetConnection(), _redis.GetDatabase(Db), _prefix, _signal);

    // With it a job is acknowledged before its state is committed, and a kill between the two leaves it in Processing for ever.
    public override bool HasFeature(string featureId) =>
        !featureId.StartsWith("TransactionalAcknowledge", StringComparison.Ordinal) && base.HasFeature(featureId);

#pragma warning disable CS0618, CS0672 // Hangfire marks the members that carry its own background components as obsolete for callers.
    public override IEnumerable<IServerComponent> GetComponents() =>
        base.GetComponents().Select(component => component.GetType().Name == "FetchedJobsWatcher" ? new Hastened(component) : component);

    /// <summary>The watcher sleeps a fixed minute between looks; cutting that sleep short makes it look each five seconds.</summary>
    private sealed class Hastened(IServerComponent inner) : IServerComponent
    {
        public void Execute(CancellationToken cancellationToken)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            cut.CancelAfter(WatchInterval);
            try
            {
                inner.Execute(cut.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Our own cut.
            }
        }

        public override string ToString() => inner.ToString()!;
    }
}
#pragma warning restore CS0618, CS0672
