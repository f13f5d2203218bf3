using System.Diagnostics;
using System.Net;
using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class KilledServerTests
{
    [Fact]
    public async Task A_server_killed_in_the_middle_of_a_run_runs_it_again_after_its_start()
    {
        await using var server = await JudgeServer.StartAsync();
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(3); print('done')", wall_time_limit_sec = 10 });
        await server.UntilProcessingAsync(id);
        await Task.Delay(1100);

        await server.KillAsync();
        await server.LaunchAsync();

        var result = await server.ResultAsync(id, 30);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["stdout"]!.ToString().ShouldBe("done\n");
    }

    [Fact]
    public async Task SIGTERM_lets_a_running_submission_end_and_keeps_the_waiting_ones()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1");
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(2); print('drained')" });
        await server.UntilProcessingAsync(running);
        var waiting = await server.PostAsync(new { source_code = "print('later')" });

        await server.StopAsync();
        await server.LaunchAsync();

        (await server.ResultAsync(running))["stdout"]?.ToString().ShouldBe("drained\n");
        (await server.ResultAsync(waiting))["stdout"]?.ToString().ShouldBe("later\n");
    }
}

[Trait("Needs", "Docker")]
public class LostPartsTests
{
    [Fact]
    public async Task A_container_killed_from_outside_costs_no_result()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1");
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(2); print('done')", wall_time_limit_sec = 10 });
        await server.UntilProcessingAsync(id);
        await Task.Delay(1500);

        await KillContainersOfAsync(server);

        var result = await server.ResultAsync(id, 40);
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
    }

    [Fact]
    public async Task Redis_killed_in_the_middle_of_a_run_comes_back_with_the_result()
    {
        await using var server = await JudgeServer.StartAsync();
        var id = await server.PostAsync(new { source_code = "import time; time.sleep(3); print('done')", wall_time_limit_sec = 10 });
        await server.UntilProcessingAsync(id);
        await Task.Delay(1100);

        await KillRedisOfAsync(server);

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(40); await Task.Delay(500))
        {
            using var answer = await server.Http.GetAsync("/result/" + id);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains("\"OK\"", StringComparison.Ordinal))
                return;
        }
        throw new TimeoutException($"Submission {id} did not end.");
    }

    private static async Task KillRedisOfAsync(JudgeServer server)
    {
        var options = Judge.Jobs.Redis.RedisUrl.ForSocket(server.Socket);
        options.AllowAdmin = true;
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(options);
        var facts = (await redis.GetServers()[0].InfoAsync("server")).SelectMany(section => section);
        using var process = Process.GetProcessById(int.Parse(facts.Single(fact => fact.Key == "process_id").Value, System.Globalization.CultureInfo.InvariantCulture));
        process.Kill();
    }

    private static async Task KillContainersOfAsync(JudgeServer server)
    {
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(Judge.Jobs.Redis.RedisUrl.ForSocket(server.Socket));
        var fleet = (string)(await redis.GetDatabase().StringGetAsync("judge:fleet"))!;
        // One that is just starting or ending cannot be killed, and the others are none the less.
        var killed = await Cli.Wrap("sh").WithArguments(["-c", $"docker ps -q --filter label=judge.fleet={fleet} | xargs -r docker kill"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        killed.StandardOutput.ShouldNotBeEmpty();
    }
}

/// <summary>Tests that need both cores to themselves; they run after all others.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
[Trait("Needs", "Docker")]
public class QueueOverRestartTests
{
    [Fact]
    public async Task Of_a_thousand_queued_submissions_none_is_lost_or_doubled_over_a_kill()
    {
        await using var server = await JudgeServer.StartAsync();
        var ids = new List<string>();
        for (var block = 0; block < 50; block++)
            ids.AddRange(await Task.WhenAll(Enumerable.Range(block * 20, 20).Select(number => server.PostAsync(new { source_code = $"print({number})", time_limit_sec = 10 }))));
        await Task.Delay(1500);

        await server.KillAsync();
        await server.LaunchAsync();

        for (var number = 0; number < ids.Count; number++)
        {
            var result = await server.ResultAsync(ids[number]);
            result["stdout"]?.ToString().ShouldBe($"{number}\n", result.ToJsonString());
            result["attempt"]!.GetValue<int>().ShouldBe(1);
        }
    }
}

[Trait("Needs", "Docker")]
public class AdminKeyTests
{
    [Fact]
    public async Task With_an_admin_key_the_dashboard_asks_for_it()
    {
        await using var server = await JudgeServer.StartAsync(new() { ["JUDGE_ADMIN_KEY"] = "a-key" });

        (await server.Http.GetStringAsync("/hangfire")).ShouldContain("Admin key");
        (await server.Http.PostAsync("/admin/submissions/x/rerun", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "a-key" });
        (await (await server.Http.PostAsync("/admin/sign-in", form)).Content.ReadAsStringAsync()).ShouldContain("Hangfire");
    }

    [Fact]
    public async Task Without_a_key_the_server_refuses_to_listen_beyond_loopback()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, "--urls", "http://0.0.0.0:0"));

        error.Message.ShouldContain("JUDGE_ADMIN_KEY");
    }

    [Fact]
    public async Task In_cold_mode_each_run_has_a_container_of_its_own()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Sandbox:Mode", "Cold");

        (await server.RunAsync(new { source_code = "print(1)" }))["stdout"]?.ToString().ShouldBe("1\n");
        (await server.RunAsync(new { language = "c", source_code = "int main(void) { return 3; }" }))["exit_code"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Frames_over_stdio_do_the_same_work()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Sandbox:Transport", "stdio");

        (await server.RunAsync(new { source_code = "print(input())", stdin_data = "x" }))["stdout"]?.ToString().ShouldBe("x\n");
    }
}
