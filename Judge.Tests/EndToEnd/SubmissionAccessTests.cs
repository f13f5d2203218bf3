using System.Net;
using System.Text;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>What a web page can have the browser of somebody on the server's host send: another origin's requests, and those to a name that it had rebound to loopback.</summary>
public class SubmissionAccessTests
{
    private static readonly (HttpMethod Method, string Path)[] s_routes =
        [(HttpMethod.Post, "/execute"), (HttpMethod.Get, "/result/none"), (HttpMethod.Delete, "/result/none"), (HttpMethod.Get, "/languages"), (HttpMethod.Get, "/languages/none")];

    [Fact]
    public async Task Without_a_key_on_loopback_no_web_page_submits_or_reads()
    {
        await using var server = await JudgeServer.StartAsync();

        foreach (var (method, path) in s_routes)
        {
            (await StatusAsync(server, method, path, "rebound.example", null)).ShouldBe(HttpStatusCode.Forbidden);
            (await StatusAsync(server, method, path, null, "cross-site")).ShouldBe(HttpStatusCode.Forbidden);
            (await StatusAsync(server, method, path, null, "same-site")).ShouldBe(HttpStatusCode.Forbidden);
            (await StatusAsync(server, method, path, null, null)).ShouldNotBe(HttpStatusCode.Forbidden);
            (await StatusAsync(server, method, path, "localhost", "same-origin")).ShouldNotBe(HttpStatusCode.Forbidden);
        }
        // Nothing of the host's or its submissions'.
        (await StatusAsync(server, HttpMethod.Get, "/health/live", "monitor.example", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("--Judge:AllowRemoteWithoutKeys", "true")]
    [InlineData("--Judge:AdminKey", "a-key")]
    public async Task A_server_that_is_open_to_others_is_asked_by_any_name(string option, string value)
    {
        await using var server = await JudgeServer.StartAsync(null, option, value);

        foreach (var (method, path) in s_routes)
            (await StatusAsync(server, method, path, "grader.example", null)).ShouldNotBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_body_that_does_not_say_that_it_is_JSON_is_not_taken_for_it()
    {
        await using var server = await JudgeServer.StartAsync();
        using var content = new ByteArrayContent("{\"source_code\":\"print(1)\"}"u8.ToArray());

        using var answer = await server.Http.PostAsync("/execute", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The body has no Content-Type. Accepted: application/json.");
    }

    private static async Task<HttpStatusCode> StatusAsync(JudgeServer server, HttpMethod method, string path, string? host, string? site)
    {
        using var request = new HttpRequestMessage(method, path);
        // What is wrong with it is told later than that nobody may send it.
        if (method == HttpMethod.Post)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (host is not null)
            request.Headers.Host = host;
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
