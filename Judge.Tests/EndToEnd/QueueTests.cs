using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class QueueTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task Waiting_submissions_know_their_place_run_in_order_and_a_deleted_one_never_starts(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:Workers", "1");
        var first = await server.PostAsync(new { source_code = "import time; time.sleep(50)", wall_time_limit_sec = 55 });
        await server.UntilProcessingAsync(first);
        var deleted = await server.PostAsync(new { source_code = "print('deleted')", priority = "interactive" });
        var second = await server.PostAsync(new { source_code = "print('second')", priority = "interactive" });
        var bulk = await server.PostAsync(new { source_code = "print('bulk')", priority = "bulk" });
        var third = await server.PostAsync(new { source_code = "print('third')", priority = "interactive" });

        var places = new List<long?>();
        foreach (var id in new[] { first, deleted, second, bulk, third })
            places.Add((await server.ResultAsync(id, 0))["queue_position"]?.GetValue<long>());
        (await server.Http.DeleteAsync("/result/" + deleted)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Http.DeleteAsync("/result/" + first)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        // Each queue counts for itself.
        places.ShouldBe([null, 0, 1, 0, 2]);
        var ends = new List<string>();
        foreach (var id in new[] { second, third, bulk })
            ends.Add((await server.ResultAsync(id))["finished_at"]!.ToString());
        ends.ShouldBe(ends.Order(StringComparer.Ordinal));
        (await server.Http.GetAsync("/result/" + deleted)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_job_whose_submission_is_gone_is_deleted_with_the_reason_and_not_among_the_succeeded()
    {
        await using var server = await JudgeServer.StartOnAsync(RedisForm.Own);
        await using var connection = await server.ConnectAsync();

        var job = HangfireJobs.Enqueue(connection, Guid.NewGuid().ToString("D"));
        await Patience.UntilAsync("it is done", 60, () => Task.FromResult(HangfireJobs.CountDone(connection) == 1));

        HangfireJobs.HistoryOf(connection, job)[0].ShouldBe("Deleted");
        (await server.Http.GetStringAsync("/hangfire/jobs/details/" + job)).ShouldContain("The submission was deleted, or its result has expired: nothing was run.");
    }

    [Fact]
    public async Task A_job_that_comes_late_leaves_an_INTERNAL_ERROR_as_it_is()
    {
        await using var server = await JudgeServer.StartOnAsync(RedisForm.Own);
        await using var connection = await server.ConnectAsync();
        var id = (await server.RunAsync(new { source_code = "print('once')" }))["submission_id"]!.ToString();
        var stored = (string)(await connection.GetDatabase().StringGetAsync("submission:" + id))!;
        await connection.GetDatabase().StringSetAsync("submission:" + id, stored.Replace("\"OK\"", "\"INTERNAL_ERROR\"", StringComparison.Ordinal));

        HangfireJobs.Enqueue(connection, id);
        await Patience.UntilAsync("both jobs are done", 60, () => Task.FromResult(HangfireJobs.CountDone(connection) == 2));

        var result = await server.ResultAsync(id);
        (result["status"]!.ToString(), result["attempt"]!.GetValue<int>()).ShouldBe(("INTERNAL_ERROR", 1));
    }

    [Fact]
    public async Task A_submission_that_could_not_be_queued_is_a_503_and_leaves_nothing_that_runs_later()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis);
        (await server.RunAsync(new { source_code = "print(1)" }))["status"]!.ToString().ShouldBe("OK");
        await using var connection = await redis.ConnectAsync();
        var db = connection.GetDatabase();
        Task<long> KeysAsync() => connection.GetServers()[0].KeysAsync(db.Database, "submission:*:request").LongCountAsync().AsTask();

        await db.ExecuteAsync("ACL", "SETUSER", "default", "-lpush", "-rpush");
        using var unqueued = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print('unqueued')" });
        var left = await KeysAsync();
        await db.ExecuteAsync("ACL", "SETUSER", "default", "-del", "-unlink");
        using var undeleted = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print('undeleted')" });
        var unfinished = await db.SortedSetLengthAsync("submissions:unfinished");
        await db.ExecuteAsync("ACL", "SETUSER", "default", "+@all");

        unqueued.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        // The first one's, which has its result.
        left.ShouldBe(1);
        undeleted.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unfinished.ShouldBe(0);
        (await server.RunAsync(new { source_code = "print(2)" }))["status"]!.ToString().ShouldBe("OK");
        // The jobs of a queue are taken in their order: by now those of the refused ones would have run.
        await Patience.UntilAsync("the last one's job is done", 30, () => Task.FromResult(HangfireJobs.CountDone(connection) >= 2));
        HangfireJobs.CountDone(connection).ShouldBe(2);
        (await KeysAsync()).ShouldBe(2);
    }
}

[Trait("Needs", "Docker")]
public class DataFolderTests
{
    [Fact]
    public async Task A_second_server_on_the_same_data_folder_says_so_and_ends()
    {
        await using var server = await JudgeServer.StartAsync();

        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, "--Judge:DataFolder", server.Data));

        error.Message.ShouldContain($"The server ended with 2:");
        error.Message.ShouldContain($"Another judge server owns {server.Data}");
        ((await server.RunAsync(new { source_code = "print('undisturbed')" }))["stdout"]?.ToString()).ShouldBe("undisturbed\n");
    }
}
