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

    [Fact]
    public async Task A_sign_in_form_that_cannot_be_read_is_told_and_the_cookie_is_Secure_where_a_proxy_has_TLS()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:AdminKey", "a-key");
        using var unbounded = new ByteArrayContent("key=a-key"u8.ToArray());
        unbounded.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        using var many = new StringContent(string.Concat(Enumerable.Repeat("a=b&", 2000)), Encoding.UTF8, "application/x-www-form-urlencoded");

        foreach (var form in new HttpContent[] { unbounded, many })
        {
            using var refused = await server.Http.PostAsync("/admin/sign-in", form);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("Accepted: one field, key.");
        }
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Http.BaseAddress };
        (await CookieAsync(http, null)).ShouldNotContain("; secure");
        (await CookieAsync(http, "https")).ShouldContain("; secure");
    }

    private static async Task<string> CookieAsync(HttpClient http, string? forwardedFrom)
    {
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/admin/sign-in") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "a-key" }) };
        if (forwardedFrom is not null)
            signIn.Headers.Add("X-Forwarded-Proto", forwardedFrom);
        using var answer = await http.SendAsync(signIn);
        return answer.Headers.GetValues("Set-Cookie").Single();
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
