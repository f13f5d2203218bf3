using System.Net;
using System.Text;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class AdminKeyTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task With_an_admin_key_the_dashboard_asks_for_it(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Judge:AdminKey", "a-key");

        (await server.Http.GetStringAsync("/hangfire")).ShouldContain("Admin key");
        (await server.Http.PostAsync("/admin/submissions/x/rerun", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Whatever else is wrong.
        using var badQuery = await server.Http.GetAsync("/admin/submissions?status=nonsense");
        badQuery.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        badQuery.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var badBody = await server.Http.PostAsync("/admin/rerun", new StringContent("{", Encoding.UTF8, "application/json"));
        badBody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Http.GetAsync("/admin/workers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Http.DeleteAsync("/admin/submissions/x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var wrong = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "another-key" });
        using var refused = await server.Http.PostAsync("/admin/sign-in", wrong);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("That is not the admin key.");
        using var right = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "a-key" });
        (await (await server.Http.PostAsync("/admin/sign-in", right)).Content.ReadAsStringAsync()).ShouldContain("Hangfire");
    }

    [Theory]
    [InlineData("--urls")]
    [InlineData("--Kestrel:Endpoints:Any:Url")]
    public async Task Without_a_key_the_server_refuses_to_listen_beyond_loopback(string setting)
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, setting, "http://0.0.0.0:0"));

        error.Message.ShouldContain("JUDGE_ADMIN_KEY");
    }
}
