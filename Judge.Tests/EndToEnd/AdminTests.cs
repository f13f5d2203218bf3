using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class AdminTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task Submissions_are_listed_newest_first_and_run_again_by_a_filter(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form);
        var ids = new List<string>();
        foreach (var source in new[] { "print(1)", "1/0", "print('a long text')" })
            ids.Add((await server.RunAsync(new { source_code = source }))["submission_id"]!.ToString());

        var page = (await server.Http.GetFromJsonAsync<JsonObject>("/admin/submissions?per_page=2"))!;
        var failed = (await server.Http.GetFromJsonAsync<JsonObject>("/admin/submissions?status=RE&language=python"))!;
        using var everything = await server.Http.PostAsJsonAsync("/admin/rerun", new { });
        using var again = await server.Http.PostAsJsonAsync("/admin/rerun", new { status = "RE" });
        var workers = (await server.Http.GetFromJsonAsync<JsonArray>("/admin/workers"))!;

        page["total"]!.GetValue<int>().ShouldBe(3);
        page["submissions"]!.AsArray().Select(row => row!["submission_id"]!.ToString()).ShouldBe([ids[2], ids[1]]);
        page.ToJsonString().ShouldNotContain("a long text");
        failed["submissions"]!.AsArray().Select(row => row!["submission_id"]!.ToString()).ShouldBe([ids[1]]);
        everything.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        workers.ShouldHaveSingleItem()!["workers"]!.GetValue<int>().ShouldBeGreaterThan(0);
        (await server.ResultAsync(ids[1]))["attempt"]!.GetValue<int>().ShouldBe(2);
        (await server.ResultAsync(ids[0]))["attempt"]!.GetValue<int>().ShouldBe(1);
    }
}
