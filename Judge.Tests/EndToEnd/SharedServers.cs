namespace Judge.Tests.EndToEnd;

/// <summary>One server for the tests that do it no harm.</summary>
public class SharedServer : IAsyncLifetime
{
    public JudgeServer Judge { get; private set; } = null!;
    protected virtual RedisForm Form => RedisForm.Own;
    public async Task InitializeAsync() => Judge = await JudgeServer.StartOnAsync(Form);
    public async Task DisposeAsync() => await Judge.DisposeAsync();
}

/// <summary>The same, on a Redis that REDIS_URL names.</summary>
public sealed class SharedServerOnNamedRedis : SharedServer
{
    protected override RedisForm Form => RedisForm.Named;
}

[CollectionDefinition("server")]
public sealed class ServerCollection : ICollectionFixture<SharedServer>;

[CollectionDefinition("server on named Redis")]
public sealed class ServerOnNamedRedisCollection : ICollectionFixture<SharedServerOnNamedRedis>;
