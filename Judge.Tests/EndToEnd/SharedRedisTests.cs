using System.Globalization;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

/// <summary>A web server and workers, each a process of its own, on one Redis.</summary>
public sealed class ServersOnOneRedis : IAsyncDisposable
{
    private readonly List<JudgeServer> _workers = [];

    private ServersOnOneRedis(NamedRedis redis, JudgeServer web) => (Redis, Web) = (redis, web);

    public NamedRedis Redis { get; }
    public JudgeServer Web { get; }

    public static async Task<ServersOnOneRedis> StartAsync()
    {
        var redis = await NamedRedis.StartAsync();
        return new ServersOnOneRedis(redis, await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web"));
    }

    public async Task<JudgeServer> AddWorkerAsync(Dictionary<string, string>? environment = null)
    {
        _workers.Add(await JudgeServer.StartOnAsync(Redis, environment ?? [], "--Judge:Role", "worker", "--Judge:Workers", "1"));
        return _workers[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        await Web.DisposeAsync();
        await Redis.DisposeAsync();
    }
}

/// <summary>Alone, because with the cores busy it may take longer than it is to.</summary>
[Collection("alone")]
[Trait("Needs", "Docker")]
public class KilledWorkerTests
{
    [Fact]
    public async Task A_killed_workers_submission_is_taken_over_by_another_within_thirty_seconds()
    {
        await using var fleet = await ServersOnOneRedis.StartAsync();
        await using var redis = await fleet.Redis.ConnectAsync();
        JudgeServer[] workers = [await fleet.AddWorkerAsync(), await fleet.AddWorkerAsync()];
        var id = await fleet.Web.PostAsync(new { source_code = "import time; time.sleep(10); print('done')", wall_time_limit_sec = 30 });
        await fleet.Web.UntilProcessingAsync(id);
        var job = await HangfireJobs.OfAsync(redis, id);

        var killed = DateTime.UtcNow;
        await workers.Single(worker => worker.ProcessId == HangfireJobs.ProcessOf(redis, job)).KillAsync();

        var result = await fleet.Web.ResultAsync(id, 50);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["attempt"]!.GetValue<int>().ShouldBe(1);
        (DateTime.Parse(result["started_at"]!.ToString(), CultureInfo.InvariantCulture).ToUniversalTime() - killed).TotalSeconds.ShouldBeInRange(0, 30);
        await Patience.UntilAsync("the job is done", 5, () => Task.FromResult(HangfireJobs.HistoryOf(redis, job)[0] == "Succeeded"));
        HangfireJobs.HistoryOf(redis, job).Count(state => state == "Succeeded").ShouldBe(1);
    }
}

[Trait("Needs", "Docker")]
public class FrozenWorkerTests
{
    [Fact]
    public async Task Of_two_runs_of_a_submission_whose_worker_froze_the_first_result_stands()
    {
        await using var fleet = await ServersOnOneRedis.StartAsync();
        await using var redis = await fleet.Redis.ConnectAsync();
        var first = await fleet.AddWorkerAsync();
        var id = await fleet.Web.PostAsync(new { source_code = "import time, uuid; time.sleep(10); print(uuid.uuid4())", wall_time_limit_sec = 30 });
        await fleet.Web.UntilProcessingAsync(id);
        var job = await HangfireJobs.OfAsync(redis, id);

        await first.SignalAsync("STOP");
        await fleet.AddWorkerAsync();
        var result = await fleet.Web.EndedAsync(id);
        await first.SignalAsync("CONT");
        // It ends what it runs before it ends itself.
        await first.StopAsync();

        HangfireJobs.HistoryOf(redis, job).Count(state => state == "Processing").ShouldBe(2);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        (await fleet.Web.ResultAsync(id)).ToJsonString().ShouldBe(result.ToJsonString());
    }
}

[Trait("Needs", "Docker")]
public class ThawedWorkerTests
{
    [Fact]
    public async Task A_worker_that_was_taken_for_dead_and_went_on_is_missed_when_it_is_killed_later()
    {
        await using var fleet = await ServersOnOneRedis.StartAsync();
        await using var redis = await fleet.Redis.ConnectAsync();
        var thawed = await fleet.AddWorkerAsync();
        var other = await fleet.AddWorkerAsync();
        await Patience.UntilAsync("both are known", 30, async () => (await ServersAsync(redis)).Length == 2);

        await thawed.SignalAsync("STOP");
        await Patience.UntilAsync("it is taken for dead", 60, async () => (await ServersAsync(redis)).Length == 1);
        await thawed.SignalAsync("CONT");
        await other.StopAsync();
        var id = await fleet.Web.PostAsync(new { source_code = "import time; time.sleep(15); print('done')", wall_time_limit_sec = 30 });
        await fleet.Web.UntilProcessingAsync(id);
        // Long enough for its heart to have beaten.
        await Patience.UntilAsync("it was heard of again", 30, async () => await IsHeardOfAsync(redis, thawed.ProcessId));
        await thawed.KillAsync();
        await fleet.AddWorkerAsync();

        (await fleet.Web.EndedAsync(id))["stdout"]!.ToString().ShouldBe("done\n");
    }

    private static async Task<string[]> ServersAsync(ConnectionMultiplexer redis) =>
        [.. (await redis.GetDatabase().SetMembersAsync("hangfire:servers")).Select(server => server.ToString())];

    /// <summary>Whether a worker's hash is there, known to the others or not.</summary>
    private static async Task<bool> IsHeardOfAsync(ConnectionMultiplexer redis, int process)
    {
        await foreach (var _ in redis.GetServers()[0].KeysAsync(redis.GetDatabase().Database, $"hangfire:server:*:{process.ToString(CultureInfo.InvariantCulture)}:*"))
            return true;
        return false;
    }
}

[Trait("Needs", "Docker")]
public class WorkersClocksTests
{
    [Fact]
    public async Task A_worker_whose_clock_is_a_minute_behind_the_others_is_not_taken_for_dead()
    {
        using var clock = await ClockOfAProcess.MakeAsync();
        await clock.SetBackAsync(TimeSpan.FromMinutes(1));
        await using var fleet = await ServersOnOneRedis.StartAsync();
        await using var redis = await fleet.Redis.ConnectAsync();
        await fleet.AddWorkerAsync(clock.Environment);
        await Patience.UntilAsync("it is known", 60, async () => (await ServersAsync()).Length == 1);
        var behind = await ServersAsync();
        await fleet.AddWorkerAsync();
        await Patience.UntilAsync("both are known", 60, async () => (await ServersAsync()).Length == 2);

        // Each looks for dead ones each 5 s, as it beats.
        var other = (await ServersAsync()).Except(behind).Single();
        for (var beats = 0; beats < 4; beats++)
        {
            var last = await BeatAsync();
            await Patience.UntilAsync("the other beats", 60, async () => await BeatAsync() != last);
        }

        (await ServersAsync()).ShouldBe([.. behind, other], ignoreOrder: true);

        async Task<string[]> ServersAsync() => [.. (await redis.GetDatabase().SetMembersAsync("hangfire:servers")).Select(server => server.ToString())];
        Task<RedisValue> BeatAsync() => redis.GetDatabase().HashGetAsync("hangfire:server:" + other, "Heartbeat");
    }
}

[Trait("Needs", "Docker")]
public class LongJobTests
{
    [Fact]
    public async Task A_long_submission_on_a_living_worker_is_never_run_twice()
    {
        await using var fleet = await ServersOnOneRedis.StartAsync();
        await using var redis = await fleet.Redis.ConnectAsync();
        await fleet.AddWorkerAsync();
        await fleet.AddWorkerAsync();
        var id = await fleet.Web.PostAsync(new { source_code = "import time; time.sleep(45); print('done')", wall_time_limit_sec = 55 });
        await fleet.Web.UntilProcessingAsync(id);
        var job = await HangfireJobs.OfAsync(redis, id);

        var result = await fleet.Web.ResultAsync(id, 58);

        (result["stdout"]?.ToString()).ShouldBe("done\n", result.ToJsonString());
        HangfireJobs.HistoryOf(redis, job).Count(state => state == "Processing").ShouldBe(1);
    }
}
