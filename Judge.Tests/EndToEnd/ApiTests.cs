using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public abstract class ApiTests(SharedServer shared)
{
    private HttpClient Http => shared.Judge.Http;

    [Fact]
    public async Task A_submission_is_accepted_polled_and_deleted()
    {
        using var accepted = await Http.PostAsJsonAsync("/execute/", new { source_code = "print(6*7)" });
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = (await accepted.Content.ReadFromJsonAsync<JsonObject>())!["submission_id"]!.ToString();
        accepted.Headers.Location!.ToString().ShouldBe("/result/" + id);

        var result = await shared.Judge.ResultAsync(id);
        result["stdout"]!.ToString().ShouldBe("42\n");
        result.ContainsKey("compile_output").ShouldBeTrue();

        (await Http.DeleteAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Http.GetAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Http.DeleteAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_server_watches_no_files() =>
        Directory.GetFiles($"/proc/{shared.Judge.ProcessId}/fdinfo").Where(WatchesFiles).ShouldBeEmpty();

    [Fact]
    public async Task Redis_cli_shows_a_result_as_JSON_and_its_time_to_live_falls_from_an_hour()
    {
        var id = (await shared.Judge.RunAsync(new { source_code = "print(1)" }))["submission_id"]!.ToString();
        string[] server = shared.Judge.Named is { } named ? named.CliArguments : ["-s", shared.Judge.Socket];
        async Task<string> AskAsync(string command) =>
            (await Cli.Wrap("redis-cli").WithArguments([.. server, command, "submission:" + id]).ExecuteBufferedAsync()).StandardOutput;

        JsonNode.Parse(await AskAsync("GET"))!["status"]!.ToString().ShouldBe("OK");
        var before = int.Parse(await AskAsync("TTL"), CultureInfo.InvariantCulture);
        await Task.Delay(1500);
        var after = int.Parse(await AskAsync("TTL"), CultureInfo.InvariantCulture);

        before.ShouldBeInRange(3500, 3600);
        after.ShouldBeInRange(3500, before - 1);
    }

    [Fact]
    public async Task A_submission_executed_twice_leaves_one_result()
    {
        await using var redis = await shared.Judge.ConnectAsync();
        var id = await shared.Judge.PostAsync(new { source_code = "import time, uuid; time.sleep(3); print(uuid.uuid4())" });

        var jobs = new List<string> { await HangfireJobs.OfAsync(redis, id), HangfireJobs.Enqueue(redis, id), HangfireJobs.Enqueue(redis, id) };
        var result = await shared.Judge.EndedAsync(id);
        jobs.Add(HangfireJobs.Enqueue(redis, id));
        await Patience.UntilAsync("all of its jobs are done", 60, () => Task.FromResult(jobs.TrueForAll(job => HangfireJobs.HistoryOf(redis, job)[0] == "Succeeded")));

        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        (await shared.Judge.ResultAsync(id)).ToJsonString().ShouldBe(result.ToJsonString());
    }

    [Fact]
    public async Task A_finished_submission_leaves_two_keys_and_a_deleted_one_none()
    {
        var id = (await shared.Judge.RunAsync(new { source_code = "print(1)" }))["submission_id"]!.ToString();
        await using var redis = await shared.Judge.ConnectAsync();
        RedisKey[] keys = [$"submission:{id}", $"submission:{id}:request", $"submission:{id}:job", $"submission:{id}:revived"];

        for (var waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(5) && await redis.GetDatabase().KeyExistsAsync(keys[2]); await Task.Delay(10))
        {
        }
        (await redis.GetDatabase().KeyExistsAsync(keys)).ShouldBe(2);

        (await Http.DeleteAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await redis.GetDatabase().KeyExistsAsync(keys)).ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_running_submission_is_killed_and_stays_deleted()
    {
        var id = await shared.Judge.PostAsync(new { source_code = "import time; time.sleep(50)", wall_time_limit_sec = 55 });
        await shared.Judge.UntilProcessingAsync(id);

        (await Http.DeleteAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        // Both workers are free again at once, or this would wait for the sleeper.
        await Task.WhenAll(shared.Judge.PostAndWaitAsync(new { source_code = "print(1)" }, 20), shared.Judge.PostAndWaitAsync(new { source_code = "print(1)" }, 20));
        (await Http.GetAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", """{"source_code":"1","x":1}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/plain", "x", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_bad_request_is_a_problem_without_a_stack_trace(string type, string body, HttpStatusCode status)
    {
        using var answer = await Http.PostAsync("/execute", new StringContent(body, Encoding.UTF8, type));

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/result/not-an-id", HttpStatusCode.NotFound)]
    [InlineData("/execute", HttpStatusCode.MethodNotAllowed)]
    public async Task Errors_outside_of_controllers_are_problems_too(string path, HttpStatusCode status)
    {
        using var answer = await Http.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs")]
    [InlineData("/hangfire")]
    [InlineData("/languages")]
    [InlineData("/languages/py")]
    public async Task The_pages_of_health_documentation_dashboard_and_languages_answer(string path) => (await Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/languages", HttpStatusCode.OK)]
    [InlineData("/docs", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/execute", HttpStatusCode.MethodNotAllowed)]
    // The handler of exceptions clears what was set before it.
    [InlineData("/result/none?wait=nonsense", HttpStatusCode.UnprocessableEntity)]
    public async Task Every_answer_forbids_to_guess_its_type_to_frame_it_and_to_tell_others_its_address(string path, HttpStatusCode status)
    {
        using var answer = await Http.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData("status=nonsense", "status")]
    [InlineData("status=1", "status")]
    [InlineData("since=yesterday", "since")]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("per_page=501", "per_page")]
    public async Task A_bad_value_in_an_admins_query_is_told_by_its_field(string query, string field)
    {
        using var answer = await Http.GetAsync("/admin/submissions?" + query);

        await ShouldNameAsync(answer, field);
    }

    [Theory]
    [InlineData("""{"status":"nonsense"}""", "status")]
    [InlineData("""{"since":"yesterday"}""", "since")]
    [InlineData("""{"language":5}""", "language")]
    [InlineData("""{"status":"RE","state":"RE"}""", "state")]
    public async Task A_bad_field_of_an_admins_rerun_is_told_by_its_name(string body, string field)
    {
        using var answer = await Http.PostAsync("/admin/rerun", new StringContent(body, Encoding.UTF8, "application/json"));

        await ShouldNameAsync(answer, field);
    }

    [Fact]
    public async Task An_admins_rerun_that_is_no_JSON_is_a_bad_request()
    {
        using var answer = await Http.PostAsync("/admin/rerun", new StringContent("{", Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/execute", "post", "200 202 400 403 408 413 415 422 503")]
    [InlineData("/result/{id}", "get", "200 403 404 422 503")]
    [InlineData("/result/{id}", "delete", "204 403 404 503")]
    [InlineData("/languages", "get", "200 403")]
    [InlineData("/languages/{name}", "get", "200 403 404")]
    [InlineData("/health/ready", "get", "200 503")]
    [InlineData("/admin/rerun", "post", "202 400 401 413 415 422 503")]
    [InlineData("/admin/submissions/{id}/rerun", "post", "202 401 404 503")]
    public async Task The_description_names_every_answer_of_a_route(string path, string method, string statuses)
    {
        var api = (await Http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        var answers = api["paths"]![path]![method]!["responses"]!.AsObject().Select(answer => answer.Key);

        answers.Order().ShouldBe(statuses.Split(' '));
    }

    [Fact]
    public async Task Languages_have_the_version_of_their_image()
    {
        // Asked one by one they wait for their trial; the list tells of what is still being tried out.
        var python = (await Http.GetFromJsonAsync<JsonObject>("/languages/python"))!;
        var c = (await Http.GetFromJsonAsync<JsonObject>("/languages/c"))!;
        var rows = (await Http.GetFromJsonAsync<JsonArray>("/languages"))!;

        python["ready"]!.GetValue<bool>().ShouldBeTrue(python.ToJsonString());
        python["name"]!.ToString().ShouldStartWith("Python (3.");
        c["ready"]!.GetValue<bool>().ShouldBeTrue(c.ToJsonString());
        rows.Select(row => row!["language"]!.ToString()).ShouldBeUnique();
    }

    [Fact]
    public async Task The_dashboard_shows_ids_and_no_source()
    {
        var result = await shared.Judge.RunAsync(new { source_code = "print('a secret of mine')" });

        var page = await Http.GetStringAsync("/hangfire/jobs/succeeded");

        page.ShouldContain("Submission");
        page.ShouldContain(result["submission_id"]!.ToString());
        page.ShouldNotContain("a secret of mine");
    }

    [Fact]
    public async Task A_rerun_keeps_the_id_and_raises_the_attempt()
    {
        var id = (await shared.Judge.RunAsync(new { source_code = "print(1)" }))["submission_id"]!.ToString();

        (await Http.PostAsync($"/admin/submissions/{id}/rerun", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var result = await shared.Judge.ResultAsync(id);
        result["attempt"]!.GetValue<int>().ShouldBe(2);
        result["status"]!.ToString().ShouldBe("OK");
    }

    [Fact]
    public async Task A_foreign_host_name_opens_neither_dashboard_nor_admin()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hangfire");
        request.Headers.Host = "evil.example";

        (await Http.SendAsync(request)).StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("+1")]
    [InlineData("%201")]
    [InlineData("1e1")]
    [InlineData("NaN")]
    [InlineData("-1")]
    [InlineData("61")]
    public async Task A_wait_is_seconds_with_a_decimal_point_and_nothing_else(string wait)
    {
        using var answer = await Http.GetAsync("/result/none?wait=" + wait);
        using var point = await Http.GetAsync("/result/none?wait=1.5");

        await ShouldNameAsync(answer, "wait");
        point.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static bool WatchesFiles(string descriptor)
    {
        try
        {
            return File.ReadAllText(descriptor).Contains("inotify", StringComparison.Ordinal);
        }
        catch (FileNotFoundException)
        {
            // Closed since it was listed.
            return false;
        }
    }

    private static async Task ShouldNameAsync(HttpResponseMessage answer, string field)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject();
        errors.ShouldHaveSingleItem().Key.ShouldBe(field);
        errors[field]!.ToJsonString().ShouldContain("Accepted: ");
    }
}

[Collection("server")]
public sealed class ApiOnOwnRedisTests(SharedServer shared) : ApiTests(shared);

[Collection("server on named Redis")]
public sealed class ApiOnNamedRedisTests(SharedServerOnNamedRedis shared) : ApiTests(shared);
