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
}
