using Judge.Tests.Sandbox;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>No worker is needed, and so no container.</summary>
public class StoppedWaitTests
{
    [Fact]
    public async Task Who_waits_for_a_submission_at_SIGTERM_is_told_how_it_stands_before_the_server_ends()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web");
        await using var connection = await redis.ConnectAsync();
        var posting = server.PostAndWaitAsync(new { source_code = "print(1)" }, 60);
        await Patience.UntilAsync("it is queued", 60, async () => await connection.GetDatabase().SortedSetLengthAsync("submissions:unfinished") == 1);
        var id = (await connection.GetDatabase().SortedSetRangeByRankAsync("submissions:unfinished")).Single().ToString();
        var asking = server.ResultAsync(id);

        await server.StopAsync();

        // A connection that is cut would throw.
        (await posting)["status"]!.ToString().ShouldBe("PENDING");
        (await asking)["status"]!.ToString().ShouldBe("PENDING");
        server.ExitCode.ShouldBe(0, server.Log);
    }
}

[Trait("Needs", "Docker")]
public class StoppedServerTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task What_runs_at_SIGTERM_ends_what_waits_stays_queued_and_no_container_is_left(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:Workers", "1");
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(10); print('ran to its end')", wall_time_limit_sec = 30 });
        await server.UntilProcessingAsync(running);
        var waiting = await server.PostAsync(new { source_code = "print('waited')" });
        string fleet;
        string[] jobs;
        await using (var before = await server.ConnectAsync())
        {
            fleet = (await before.GetDatabase().StringGetAsync("judge:fleet")).ToString();
            jobs = [await HangfireJobs.OfAsync(before, running), await HangfireJobs.OfAsync(before, waiting)];
        }
        var stopped = server.ProcessId;

        await server.StopAsync();

        server.ExitCode.ShouldBe(0, server.Log);
        (await LeftAsync(fleet)).ShouldBeEmpty();
        await server.LaunchAsync();
        (await server.EndedAsync(running))["stdout"]!.ToString().ShouldBe("ran to its end\n");
        (await server.EndedAsync(waiting))["stdout"]!.ToString().ShouldBe("waited\n");
        // Each was run once: the one before the stop, the other after it.
        await using var connection = await server.ConnectAsync();
        jobs.ShouldAllBe(job => HangfireJobs.HistoryOf(connection, job).Count(state => state == "Processing") == 1);
        jobs.Select(job => HangfireJobs.ProcessOf(connection, job)).ShouldBe([stopped, server.ProcessId]);
    }

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task What_runs_longer_than_a_stop_waits_is_run_anew_by_the_next_server(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form);
        await using var connection = await server.ConnectAsync();
        var fleet = (await connection.GetDatabase().StringGetAsync("judge:fleet")).ToString();
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(45); print('in the end')", wall_time_limit_sec = 60 });
        await server.UntilProcessingAsync(id);

        // ./judge down and the systemd unit kill a server that takes longer.
        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(40));

        await Patience.UntilAsync("none of its containers is left", 60, async () => (await LeftAsync(fleet)).Length == 0);
        await server.LaunchAsync();
        var result = await server.EndedAsync(id);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["stdout"]!.ToString().ShouldBe("in the end\n");
        result["attempt"]!.GetValue<int>().ShouldBe(1);
    }

    private static Task<string> LeftAsync(string fleet) => PoolUnderTest.DockerAsync("ps", "-aq", "--filter", "label=judge.fleet=" + fleet);
}
