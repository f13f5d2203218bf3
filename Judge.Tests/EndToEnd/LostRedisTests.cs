using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class RedisLostInARunTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task Redis_killed_in_the_middle_of_a_run_comes_back_with_the_result(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form);
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(10); print('done')", wall_time_limit_sec = 30 });
        await server.UntilProcessingAsync(id);
        await Task.Delay(1100);

        await KillRedisOfAsync(server);
        // Its own one is started again by the server.
        if (server.Named is { } named)
            await named.LaunchAsync();

        await Patience.UntilAsync("the result is there", 60, async () =>
        {
            using var answer = await server.Http.GetAsync("/result/" + id);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            return (await answer.Content.ReadAsStringAsync()).Contains("\"OK\"", StringComparison.Ordinal);
        });
    }

    private static async Task KillRedisOfAsync(JudgeServer server)
    {
        await using var redis = await server.ConnectAsync();
        var facts = (await redis.GetServers()[0].InfoAsync("server")).SelectMany(section => section);
        using var process = Process.GetProcessById(int.Parse(facts.Single(fact => fact.Key == "process_id").Value, CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync();
    }
}

/// <summary>Alone, because with the cores busy it may take longer than it is to.</summary>
[Collection("alone")]
[Trait("Needs", "Docker")]
public class RedisGoneTests
{
    [Fact]
    public async Task A_POST_without_Redis_is_a_503_within_three_seconds_and_the_server_recovers_by_itself()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis);
        (await server.RunAsync(new { source_code = "print(1)" }))["status"]!.ToString().ShouldBe("OK");

        await redis.StopAsync();
        await Task.Delay(500);
        var watch = Stopwatch.StartNew();
        using var refused = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print(1)" });
        var took = watch.Elapsed;
        using var ready = await server.Http.GetAsync("/health/ready");
        await redis.LaunchAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        took.ShouldBeLessThan(TimeSpan.FromSeconds(3.5));
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("Redis");
        await Patience.UntilAsync("a POST is accepted", 10, async () =>
        {
            using var answer = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print(1)" });
            return answer.IsSuccessStatusCode;
        });
        ((await server.RunAsync(new { source_code = "print('again')" }))["stdout"]?.ToString()).ShouldBe("again\n");
    }
}

/// <summary>No worker is needed, and so no container.</summary>
public class RedisLostInAWaitTests
{
    [Fact]
    public async Task A_submission_that_was_queued_is_accepted_though_Redis_is_gone_before_its_end_and_so_is_sent_once()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web");
        var posting = server.Http.PostAsJsonAsync("/execute?wait=60", new { source_code = "print(1)" });
        await using (var connection = await redis.ConnectAsync())
            await Patience.UntilAsync("it is queued", 60, async () => await connection.GetDatabase().SortedSetLengthAsync("submissions:unfinished") == 1);

        // It writes out what it holds as it ends.
        await redis.StopAsync();
        using var answer = await posting;
        await redis.LaunchAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var told = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        told["status"]!.ToString().ShouldBe("PENDING");
        answer.Headers.Location!.ToString().ShouldBe("/result/" + told["submission_id"]);
        await Patience.UntilAsync("it still waits", 60, async () =>
        {
            using var result = await server.Http.GetAsync(answer.Headers.Location);
            return result.IsSuccessStatusCode && (await result.Content.ReadFromJsonAsync<JsonObject>())!["queue_position"]?.GetValue<int>() == 0;
        });
    }
}

[Trait("Needs", "Docker")]
public class LateRedisTests
{
    [Fact]
    public async Task A_submission_that_was_refused_because_Redis_did_not_answer_is_deleted_when_Redis_stores_it_after_all()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis);
        await using var connection = await redis.ConnectAsync();
        var db = connection.GetDatabase();
        (await server.RunAsync(new { source_code = "print(1)" }))["status"]!.ToString().ShouldBe("OK");

        await db.ExecuteAsync("CLIENT", "PAUSE", "60000", "WRITE");
        using var refused = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print('late')" });
        await db.ExecuteAsync("CLIENT", "UNPAUSE");

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Patience.UntilAsync("its job is done too", 30, () => Task.FromResult(HangfireJobs.CountDone(connection) == 2));
        // The first one's, which has its result.
        (await connection.GetServers()[0].KeysAsync(db.Database, "submission:*:request").LongCountAsync()).ShouldBe(1);
        (await db.SortedSetLengthAsync("submissions:unfinished")).ShouldBe(0);
    }
}

/// <summary>Two classes, because both wait for a connection that never comes.</summary>
public class RedisGoneAtStartTests
{
    [Fact]
    public async Task A_server_whose_Redis_is_gone_ends_with_a_sentence_and_no_stack_trace() =>
        await RedisRefusesAtStartTests.EndsWithAsync("redis://127.0.0.1:1", "Redis at 127.0.0.1:1 does not answer. Start it, or correct REDIS_URL.");
}

public class RedisRefusesAtStartTests
{
    [Fact]
    public async Task A_wrong_password_is_told_from_a_Redis_that_is_gone()
    {
        await using var redis = await NamedRedis.StartAsync();

        await EndsWithAsync(redis.Url.Replace("redis://:", "redis://:not-", StringComparison.Ordinal), "refuses the user or the password. Correct them in REDIS_URL.");
    }

    internal static async Task EndsWithAsync(string url, string sentence)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(new() { ["REDIS_URL"] = url }));

        error.Message.ShouldContain("The server ended with 2");
        error.Message.ShouldContain(sentence);
        error.Message.ShouldNotContain("   at ");
    }
}

public class RedisFullAtStartTests
{
    [Fact]
    public async Task A_worker_whose_Redis_is_at_its_maxmemory_ends_with_a_sentence()
    {
        await using var redis = await NamedRedis.StartAsync();
        await redis.LaunchAsync("--maxmemory", "1");

        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartOnAsync(redis, "--Judge:Role", "worker"));

        error.Message.ShouldContain("The server ended with 2");
        error.Message.Split('\n').ShouldContain(line => line.StartsWith("Redis has reached its maxmemory, so it stores nothing new.", StringComparison.Ordinal));
    }
}

public class RedisLoadingAtStartTests
{
    private const int Keys = 100_000;

    [Fact]
    public async Task A_named_Redis_that_loads_its_data_is_waited_for()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using (var connection = await redis.ConnectAsync())
        {
            for (var key = 0; key < Keys; key++)
                await connection.GetDatabase().StringSetAsync($"key:{key}", key, flags: CommandFlags.FireAndForget);
            (await connection.GetServers()[0].DatabaseSizeAsync(3)).ShouldBe(Keys);
        }
        // Redis sleeps so many microseconds at each key, a hundred seconds in all if it is not told to stop that.
        await redis.LaunchAsync("--key-load-delay", "1000");

        var starting = JudgeServer.StartOnAsync(redis, "--Judge:Role", "web");
        await Patience.UntilAsync("the server has asked three times in vain", 60, async () => starting.IsCompleted || await RefusedPingsAsync(redis) >= 3);
        var startedMeanwhile = starting.IsCompleted;
        await CliAsync(redis, "config", "set", "key-load-delay", "0");
        await using var server = await starting;

        startedMeanwhile.ShouldBeFalse();
        server.Log.ShouldContain("which is loading its data");
        using var result = await server.Http.GetAsync("/result/00000000000000000000000000000000");
        result.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<int> RefusedPingsAsync(NamedRedis redis) =>
        (await CliAsync(redis, "info", "commandstats")).Split("cmdstat_ping:") is [_, var ping]
            ? int.Parse(ping.Split("rejected_calls=")[1].Split(',')[0], CultureInfo.InvariantCulture)
            : 0;

    private static async Task<string> CliAsync(NamedRedis redis, params string[] command) =>
        (await Cli.Wrap("redis-cli").WithArguments([.. redis.CliArguments, .. command]).ExecuteBufferedAsync()).StandardOutput;
}

[Trait("Needs", "Docker")]
public class RedisOverTlsTests
{
    [Fact]
    public async Task A_rediss_URL_is_spoken_to_over_TLS()
    {
        await using var redis = await NamedRedis.StartAsync(tls: true);
        await using var server = await JudgeServer.StartOnAsync(redis);

        ((await server.RunAsync(new { source_code = "print('sealed')" }))["stdout"]?.ToString()).ShouldBe("sealed\n");
    }
}
