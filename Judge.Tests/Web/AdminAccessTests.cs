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
        context.Request.Headers.Cookie = $"{AdminAccess.Cookie}={AdminAccess.Ticket("secret", DateTimeOffset.UtcNow.AddHours(1))}";

        AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBe(admin);
    }

    [Theory]
    [InlineData("POST", "http://judge.example:8000", true)]
    [InlineData("POST", "http://Judge.Example:8000", true)]
    [InlineData("POST", "https://judge.example:8000", true)]
    [InlineData("POST", "", true)]
    [InlineData("POST", "http://judge.example", false)]
    [InlineData("POST", "http://judge.example:8001", false)]
    [InlineData("POST", "http://evil.example:8000", false)]
    [InlineData("POST", "http://judge.example.evil.example:8000", false)]
    [InlineData("POST", "null", false)]
    [InlineData("POST", "nonsense", false)]
    [InlineData("DELETE", "http://evil.example", false)]
    [InlineData("GET", "http://evil.example", true)]
    [InlineData("HEAD", "http://evil.example", true)]
    public void By_plain_http_where_browsers_do_not_tell_what_sends_a_form_its_origin_must_be_this_server(string method, string origin, bool admin)
    {
        var context = Request("192.0.2.7", "judge.example:8000");
        context.Request.Scheme = "http";
        context.Request.Method = method;
        context.Request.Headers.Origin = origin;
        context.Request.Headers.Cookie = $"{AdminAccess.Cookie}={AdminAccess.Ticket("secret", DateTimeOffset.UtcNow.AddHours(1))}";

        AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBe(admin);
    }

    [Theory]
    [InlineData("https://judge.example", "judge.example", true)]
    [InlineData("https://judge.example", "judge.example:443", true)]
    [InlineData("https://judge.example", "judge.example:80", false)]
    [InlineData("https://[::1]:8000", "[::1]:8000", true)]
    [InlineData("ftp://judge.example", "judge.example", false)]
    [InlineData("https://judge.example", "", false)]
    public void Behind_a_proxy_that_ends_TLS_the_origin_is_the_host_that_it_passes_on(string origin, string host, bool admin)
    {
        var context = Request("192.0.2.7", host);
        context.Request.Scheme = "http";
        context.Request.Method = "POST";
        context.Request.Headers.Origin = origin;
        context.Request.Headers.Cookie = $"{AdminAccess.Cookie}={AdminAccess.Ticket("secret", DateTimeOffset.UtcNow.AddHours(1))}";

        AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBe(admin);
    }

    [Fact]
    public void Without_a_key_too_a_page_of_another_origin_is_no_admin()
    {
        var context = Request("127.0.0.1", "localhost:8000");
        context.Request.Method = "POST";
        context.Request.Scheme = "http";
        context.Request.Headers.Origin = "http://localhost:3000";

        AdminAccess.IsAdmin(context, new JudgeOptions()).ShouldBeFalse();
    }

    [Fact]
    public void The_cookie_of_the_sign_in_expires_and_cannot_be_prolonged()
    {
        var expired = AdminAccess.Ticket("secret", DateTimeOffset.UtcNow.AddSeconds(-1));
        var later = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

        foreach (var ticket in new[] { expired, later + "." + expired.Split('.')[1], later, "", "." })
        {
            var context = Request("192.0.2.7", "judge.example");
            context.Request.Headers.Cookie = $"{AdminAccess.Cookie}={ticket}";
            AdminAccess.IsAdmin(context, new JudgeOptions { AdminKey = "secret" }).ShouldBeFalse(ticket);
        }
    }

    private static DefaultHttpContext Request(string from, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new HostString(host);
        context.Request.Method = "GET";
        return context;
    }
}
