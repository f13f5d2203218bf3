using System.Net;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class LostContainerTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task A_container_killed_from_outside_costs_no_result(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:Workers", "1");
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(10); print('done')", wall_time_limit_sec = 30 });
        await Patience.UntilAsync("a container is lent to it", 60, async () => await Metrics.SumAsync(server, "judge_sandbox_slots", "state=\"leased\"") == 1);

        await Containers.KillAllOfAsync(server);

        var result = await server.EndedAsync(id);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        // Or it was none of its own that was killed.
        (await Metrics.SumAsync(server, "judge_sandbox_recycles_total", "reason=\"broken\"")).ShouldBe(1);
    }
}

[Trait("Needs", "Docker")]
public class LostEngineTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task While_the_engine_is_gone_submissions_wait_and_then_they_run(RedisForm form)
    {
        using var engine = new StandInEngine();
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:Engine", engine.Command);
        (await server.RunAsync(new { source_code = "print(1)" }))["status"]!.ToString().ShouldBe("OK");
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(10); print('was running')", wall_time_limit_sec = 30 });
        await server.UntilProcessingAsync(running);

        engine.Go();
        await Containers.KillAllOfAsync(server);
        var waiting = await server.PostAsync(new { source_code = "print('was waiting')" });
        using var ready = await server.Http.GetAsync("/health/ready");
        // Longer than all the retries of a failure of ours: 1, 3 and 6 s.
        await Task.Delay(TimeSpan.FromSeconds(14));
        var meanwhile = new[] { await server.ResultAsync(running, 0), await server.ResultAsync(waiting, 0) };
        engine.Recover();

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("Cannot connect to the Docker daemon");
        meanwhile.ShouldAllBe(result => result["status"]!.ToString() == "PENDING");
        ((await server.EndedAsync(running))["stdout"]?.ToString()).ShouldBe("was running\n");
        ((await server.EndedAsync(waiting))["stdout"]?.ToString()).ShouldBe("was waiting\n");
        (await server.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task A_server_started_without_its_engine_takes_submissions_and_runs_them_when_it_is_there(RedisForm form)
    {
        using var engine = new StandInEngine();
        engine.Go();
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:Engine", engine.Command);

        var id = await server.PostAsync(new { source_code = "print('at last')" });
        await Task.Delay(TimeSpan.FromSeconds(3));
        engine.Recover();

        ((await server.ResultAsync(id, 20))["stdout"]?.ToString()).ShouldBe("at last\n");
    }
}
