using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

/// <summary>The redis-server that a server brings along, in a folder of its own, and a connection to it. All go with the tests.</summary>
public sealed class OwnRedis : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-test-").FullName;

    private OwnRedis(long maxMemoryBytes) => Server = EmbeddedRedis.Start(_folder, maxMemoryBytes: maxMemoryBytes);

    public EmbeddedRedis Server { get; }
    /// <summary>One that may ask for what only an administrator is told.</summary>
    public ConnectionMultiplexer Connection { get; private set; } = null!;

    /// <param name="maxMemoryBytes">What <see cref="EmbeddedRedis.BoundMemory"/> bounds it to.</param>
    public static async Task<OwnRedis> StartAsync(long maxMemoryBytes = 0)
    {
        var redis = new OwnRedis(maxMemoryBytes);
        redis.Connection = await NamedRedis.ConnectAsync(RedisUrl.ForSocket(redis.Server.Socket));
        return redis;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
