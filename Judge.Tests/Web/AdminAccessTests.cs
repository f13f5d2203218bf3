using System.Net;
using Judge.Jobs;
using Judge.Web.Dashboard;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace Judge.Tests.Web;

public class AdminAccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8000", true)]
    [InlineData("127.0.0.1", "127.0.0.1:8000", true)]
    [InlineData("::1", "[::1]:8000", true)]
    [InlineData("127.0.0.1", "127.0.0.2:8000", true)]
    [InlineData("127.0.0.1", "LocalHost.:8000", true)]
    [InlineData("127.0.0.1", "rebound.example:8000", false)]
    [InlineData("127.0.0.1", "localhost.rebound.example:8000", false)]
    [InlineData("127.0.0.1", "127.0.0.1.rebound.example:8000", false)]
    [InlineData("127.0.0.1", "192.0.2.1:8000", false)]
    [InlineData("127.0.0.1", "", false)]
    [InlineData("192.0.2.7", "localhost:8000", false)]
    public void Without_a_key_only_this_host_under_a_loopback_name_is_admin(string from, string host, bool admin) =>
        AdminAccess.IsAdmin(Request(from, host), new JudgeOptions()).ShouldBe(admin);

    [Theory]
    [InlineData("X-Api-Key", "secret", true)]
    [InlineData("X-Api-Key", "Secret", false)]
    [InlineData("Authorization", "Bearer secret", true)]
    [InlineData("Authorization", "Basic secret", false)]
    [InlineData("Cookie", "judge_admin=secret", false)]
    public void With_a_key_whoever_brings_it_is_admin(string header, string value, bool admin)
    {
        var context = Request("192.0.2.7", "judge.example");
        context.Request.Headers[header] = value;

        AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBe(admin);
    }

    [Fact]
    public void With_a_key_this_host_is_no_admin_without_it() =>
        AdminAccess.IsAdmin(Request("127.0.0.1", "localhost"), new JudgeOptions { AdminKey = "secret" }).ShouldBeFalse();

    [Theory]
    [InlineData("", true)]
    [InlineData("none", true)]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    public void The_cookie_of_the_sign_in_is_as_good_as_the_key_but_not_in_the_hands_of_another_origins_page(string from, bool admin)
    {
        var context = Request("192.0.2.7", "judge.example");
        context.Request.Headers["Sec-Fetch-Site"] = from;
        context.Request.Headers.Cookie = $"{AdminAccess.Cookie}={AdminAccess.Ticket("secret")}";

        AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBe(admin);
    }

    private static DefaultHttpContext Request(string from, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new HostString(host);
        return context;
    }
}
