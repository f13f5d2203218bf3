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
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(10); print('done')", wall_time_limit_sec = 30 });
        await server.UntilProcessingAsync(id);
        // The append-only file is written each second.
        await Task.Delay(1100);

        await server.KillAsync();
        await server.LaunchAsync();

        var result = await server.EndedAsync(id);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["stdout"]!.ToString().ShouldBe("done\n");
        result["attempt"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_submission_in_whose_midst_three_servers_were_killed_is_run_no_more()
    {
        await using var server = await JudgeServer.StartAsync();
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(60)", wall_time_limit_sec = 60 });
        var started = "";
        for (var killed = 0; killed < 3; killed++)
        {
            var before = started;
            await Patience.UntilAsync("it is begun anew", 60, async () =>
                (started = (await server.ResultAsync(id, 0))["started_at"]?.ToString() ?? "").Length > 0 && started != before);
            // The append-only file is written each second.
            await Task.Delay(1100);
            await server.KillAsync();
            await server.LaunchAsync();
        }

        var result = await server.EndedAsync(id);
        result["status"]!.ToString().ShouldBe("INTERNAL_ERROR", result.ToJsonString());
        result["message"]!.ToString().ShouldContain("ended 3 times while it ran this submission");
    }
}
