using System.Net;
using System.Text.RegularExpressions;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public partial class DashboardTests
{
    private const int MostPages = 150;

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task Every_page_is_free_of_source_and_a_jobs_page_links_to_its_result(RedisForm form)
    {
        using var engine = new StandInEngine();
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:Engine", engine.Command);
        var id = (await server.RunAsync(new { source_code = "print('a secret' + ' of mine')", stdin_data = "a secret of mine", args = new[] { "a secret of mine" } }))["submission_id"]!.ToString();
        engine.FallIll();
        await Containers.KillAllOfAsync(server);
        var failing = await server.PostAsync(new { source_code = "print('a secret' + ' of mine')", stdin_data = "a secret of mine" });
        (await server.ResultAsync(failing))["status"]!.ToString().ShouldBe("INTERNAL_ERROR");

        var pages = await PagesAsync(server.Http);

        pages.Count.ShouldBeInRange(10, MostPages - 1);
        pages.Values.ShouldAllBe(page => !page.Contains("a secret", StringComparison.Ordinal));
        pages.Where(page => page.Key.StartsWith("/hangfire/jobs/details/", StringComparison.Ordinal) && page.Value.Contains($"href=\"/result/{id}\"", StringComparison.Ordinal)).ShouldHaveSingleItem();
        (await server.Http.GetAsync("/result/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        pages["/hangfire/recurring"].ShouldContain("cleanup");
    }

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task A_failed_job_is_retried_by_a_signed_in_admin_and_by_no_page_of_another_origin(RedisForm form)
    {
        using var engine = new StandInEngine();
        engine.FallIll();
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:AdminKey", "a-key", "--Sandbox:Engine", engine.Command);
        var id = await server.PostAsync(new { source_code = "print('at last')" });
        (await server.ResultAsync(id))["status"]!.ToString().ShouldBe("INTERNAL_ERROR");
        using var key = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "a-key" });
        (await server.Http.PostAsync("/admin/sign-in", key)).EnsureSuccessStatusCode();
        await using var redis = await server.ConnectAsync();
        var failed = await server.Http.GetStringAsync("/hangfire/jobs/failed");
        var job = JobLink().Matches(failed).First().Groups["job"].Value;
        engine.Recover();

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/hangfire/jobs/actions/requeue/" + job);
        foreign.Headers.Add("Sec-Fetch-Site", "same-site");
        using var refusal = await server.Http.SendAsync(foreign);
        var untouched = await server.ResultAsync(id, 0);
        var states = HangfireJobs.HistoryOf(redis, job);
        (await server.Http.PostAsync("/hangfire/jobs/actions/requeue/" + job, null)).EnsureSuccessStatusCode();
        await Patience.UntilAsync("it is run again", 20, async () => (await server.ResultAsync(id, 0))["attempt"]!.GetValue<int>() == 2);

        // It was sent there as one who is not signed in.
        refusal.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/admin/sign-in");
        states[0].ShouldBe("Failed");
        untouched["status"]!.ToString().ShouldBe("INTERNAL_ERROR");
        untouched["attempt"]!.GetValue<int>().ShouldBe(1);
        ((await server.ResultAsync(id))["stdout"]?.ToString()).ShouldBe("at last\n");
    }

    /// <summary>Every page that can be reached from the first by links.</summary>
    private static async Task<Dictionary<string, string>> PagesAsync(HttpClient http)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>(["/hangfire"]);
        while (next.TryDequeue(out var path) && pages.Count < MostPages)
        {
            if (pages.ContainsKey(path))
                continue;
            pages[path] = await http.GetStringAsync(path);
            foreach (Match link in Link().Matches(pages[path]))
                next.Enqueue(WebUtility.HtmlDecode(link.Groups["path"].Value));
        }
        return pages;
    }

    [GeneratedRegex("href=\"(?<path>/hangfire[^\"#]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("/hangfire/jobs/details/(?<job>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JobLink();
}
