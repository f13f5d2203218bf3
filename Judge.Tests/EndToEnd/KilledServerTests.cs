using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class KilledServerTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task A_server_killed_in_the_middle_of_a_run_runs_it_again_after_its_start(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form);
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(3); print('done')", wall_time_limit_sec = 10 });
        await server.UntilProcessingAsync(id);
        // The append-only file is written each second.
        await Task.Delay(1100);

        await server.KillAsync();
        await server.LaunchAsync();

        var result = await server.ResultAsync(id, 45);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["stdout"]!.ToString().ShouldBe("done\n");
        result["attempt"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task SIGTERM_lets_a_running_submission_end_and_keeps_the_waiting_ones(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:Workers", "1");
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(2); print('drained')" });
        await server.UntilProcessingAsync(running);
        var waiting = await server.PostAsync(new { source_code = "print('later')" });

        await server.StopAsync();
        await server.LaunchAsync();

        ((await server.ResultAsync(running))["stdout"]?.ToString()).ShouldBe("drained\n");
        ((await server.ResultAsync(waiting))["stdout"]?.ToString()).ShouldBe("later\n");
    }
}
