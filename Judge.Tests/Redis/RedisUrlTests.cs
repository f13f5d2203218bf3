using System.Net;
using Judge.Jobs.Redis;
using Shouldly;

namespace Judge.Tests.Redis;

public class RedisUrlTests
{
    [Fact]
    public void A_full_URL_gives_user_decoded_password_database_and_TLS()
    {
        var options = RedisUrl.Parse("rediss://worker:p%40ss%3Aword@redis.example:6380/3");

        options.EndPoints.ShouldBe([new DnsEndPoint("redis.example", 6380)]);
        options.User.ShouldBe("worker");
        options.Password.ShouldBe("p@ss:word");
        options.DefaultDatabase.ShouldBe(3);
        options.Ssl.ShouldBeTrue();
    }

    [Fact]
    public void A_short_URL_gives_the_usual_port_and_no_TLS()
    {
        var options = RedisUrl.Parse("redis://:secret@cache");

        options.EndPoints.ShouldBe([new DnsEndPoint("cache", 6379)]);
        options.User.ShouldBeNull();
        options.Password.ShouldBe("secret");
        options.Ssl.ShouldBeFalse();
    }

    [Theory]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis://")]
    [InlineData("redis://host/zero")]
    public void A_URL_of_any_other_form_is_refused_with_what_is_accepted(string url) =>
        Should.Throw<FormatException>(() => RedisUrl.Parse(url)).Message.ShouldContain("Accepted: redis://");
}
