using System.Text.RegularExpressions;
using Hangfire.Redis.StackExchange;
using Hangfire.States;
using Hangfire.Storage;
using Judge.Jobs.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

public sealed partial class LeanTransactionTests : IAsyncLifetime
{
    private const string Job = "a-job";
    private const string Lock = "hangfire:job:a-job:state-lock";

    private readonly RedisStorageOptions _options = new() { Prefix = "hangfire:" };
    private OwnRedis _own = null!;

    private ConnectionMultiplexer Redis => _own.Connection;
    private IDatabase Db => Redis.GetDatabase();

    public static TheoryData<string> Writes => [.. s_writes.Keys];

    private static readonly Dictionary<string, Action<JobStorageTransaction>> s_writes = new(StringComparer.Ordinal)
    {
        ["a state"] = write => write.SetJobState(Job, new SucceededState(null, 12, 34)),
        ["a state with a reason"] = write => write.SetJobState(Job, new DeletedState { Reason = "It is \"gone\"." }),
        ["a state with an exception"] = write => write.SetJobState(Job, new FailedState(new InvalidOperationException("ü")) { Reason = "Why" }),
        ["a state passed through"] = write => write.AddJobState(Job, new ScheduledState(TimeSpan.FromDays(1))),
        ["a parameter"] = write => write.SetJobParameter(Job, "RetryCount", "1"),
        ["a job that expires"] = write => write.ExpireJob(Job, TimeSpan.FromHours(1)),
        ["a job that stays"] = write => write.PersistJob(Job),
        ["a queue"] = write => write.AddToQueue("bulk", Job),
        ["counters"] = write => { write.IncrementCounter("up"); write.IncrementCounter("up"); write.DecrementCounter("down"); },
        ["counters that expire"] = write => { write.IncrementCounter("up", TimeSpan.FromDays(30)); write.DecrementCounter("down", TimeSpan.FromHours(3)); },
        ["a set"] = write => { write.AddToSet("set", "b"); write.AddToSet("set", "c", 1795672906.25); write.RemoveFromSet("set", "a"); },
        ["a list"] = write => { write.InsertToList("list", "d"); write.RemoveFromList("list", "b"); write.TrimList("list", 0, 1); },
        ["a hash"] = write => { write.SetRangeInHash("new", [new("x", "1"), new("y", "ü")]); write.RemoveHash("hash"); },
    };

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync(maxMemoryBytes: 1);
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task What_a_lean_transaction_writes_is_what_Hangfires_own_writes(string write)
    {
        using var hangfires = (JobStorageTransaction)new RedisStorage(Redis, _options).GetConnection().CreateWriteTransaction();
        using var connection = new JudgeRedisStorage(Redis, _options, _ => { }).GetConnection();

        var byHangfire = await WrittenAsync(write, hangfires);
        using var locked = connection.AcquireDistributedLock("job:a-job:state-lock", TimeSpan.FromSeconds(5));
        using var own = (JobStorageTransaction)connection.CreateWriteTransaction();
        var byUs = await WrittenAsync(write, own);

        own.GetType().Name.ShouldBe("LeanTransaction");
        byUs.ShouldBe(byHangfire);
        byUs.ShouldNotBe(await SeededAsync());
    }

    [Fact]
    public async Task The_lock_is_given_back_with_the_change_and_one_that_another_holds_by_then_stays()
    {
        using var connection = new JudgeRedisStorage(Redis, _options, _ => { }).GetConnection();
        await SeedAsync();
        await CommitUnderLockAsync(connection, () => Task.CompletedTask);
        var afterwards = await Db.KeyExistsAsync(Lock);

        await CommitUnderLockAsync(connection, () => Db.StringSetAsync(Lock, "another's"));

        afterwards.ShouldBeFalse();
        (await Db.StringGetAsync(Lock)).ToString().ShouldBe("another's");
    }

    [Fact]
    public async Task At_Rediss_maxmemory_a_job_that_a_worker_has_still_comes_to_its_end()
    {
        using var connection = new JudgeRedisStorage(Redis, _options, _ => { }).GetConnection();
        await SeedAsync();

        await CommitUnderLockAsync(connection, () => Task.Run(_own.Server.BoundMemory));

        (await Db.HashGetAsync("hangfire:job:a-job", "State")).ToString().ShouldBe(SucceededState.StateName);
    }

    private static async Task CommitUnderLockAsync(IStorageConnection connection, Func<Task> meanwhile)
    {
        using var locked = connection.AcquireDistributedLock("job:a-job:state-lock", TimeSpan.FromSeconds(5));
        using var transaction = connection.CreateWriteTransaction();
        transaction.SetJobState(Job, new SucceededState(null, 12, 34));
        await meanwhile();
        transaction.Commit();
    }

    private async Task<string[]> WrittenAsync(string write, JobStorageTransaction transaction)
    {
        await SeedAsync();
        s_writes[write](transaction);
        transaction.Commit();
        return await LinesAsync();
    }

    private async Task<string[]> SeededAsync()
    {
        await SeedAsync();
        return await LinesAsync();
    }

    private async Task<string[]> LinesAsync() =>
        [.. (await StoredLines.OfAsync(Redis, "hangfire:*")).Where(line => !line.StartsWith(Lock, StringComparison.Ordinal)).Select(line => Time().Replace(line, "{time}"))];

    private async Task SeedAsync()
    {
        await Db.ExecuteAsync("FLUSHDB");
        await Db.HashSetAsync("hangfire:job:a-job", [new("State", "Processing"), new("Type", "T")]);
        await Db.HashSetAsync("hangfire:job:a-job:state", [new("State", "Processing"), new("ServerId", "s")]);
        await Db.ListRightPushAsync("hangfire:job:a-job:history", "{}");
        foreach (var key in new[] { "hangfire:job:a-job", "hangfire:job:a-job:state", "hangfire:job:a-job:history" })
            await Db.KeyExpireAsync(key, TimeSpan.FromDays(1));
        await Db.SortedSetAddAsync("hangfire:set", "a", 1);
        await Db.ListRightPushAsync("hangfire:list", ["a", "b", "c"]);
        await Db.HashSetAsync("hangfire:hash", "x", "0");
    }

    /// <summary>Both forms of time that Hangfire writes.</summary>
    [GeneratedRegex(@"\b1\d{12}\b|\b20\d\d-\d\d-\d\dT[\d:.]+Z", RegexOptions.None, 1000)]
    private static partial Regex Time();
}
