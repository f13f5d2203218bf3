using Judge.Jobs;
using Judge.Web;
using Microsoft.AspNetCore.Builder;
using Shouldly;

namespace Judge.Tests.Web;

/// <summary>The environment may name either too: each test says both on the command line, which is stronger.</summary>
public sealed class OptionsSetupTests
{
    [Theory]
    [InlineData("a-key", "", "a-key")]
    [InlineData("", "a-key", "a-key")]
    [InlineData("a-key", "a-key", "a-key")]
    [InlineData("", "", null)]
    public void The_admin_key_is_taken_from_the_command_line_by_either_of_its_names(string name, string key, string? taken) =>
        Read("--JUDGE_ADMIN_KEY", name, "--Judge:AdminKey", key).AdminKey.ShouldBe(taken);

    [Theory]
    [InlineData("redis://one", "", "redis://one")]
    [InlineData("", "redis://one", "redis://one")]
    public void The_URL_of_Redis_is_taken_from_the_command_line_by_either_of_its_names(string name, string key, string taken) => Read("--REDIS_URL", name, "--Judge:RedisUrl", key).RedisUrl.ShouldBe(taken);

    [Fact]
    public void Two_names_of_one_setting_that_say_two_things_are_refused_without_telling_what_they_say()
    {
        var refused = Should.Throw<InvalidOperationException>(() => Read("--JUDGE_ADMIN_KEY", "secret-one", "--Judge:AdminKey", "secret-two"));

        refused.Message.ShouldStartWith("JUDGE_ADMIN_KEY and Judge:AdminKey are both set, and not to the same.");
        refused.Message.ShouldNotContain("secret");
        Should.Throw<InvalidOperationException>(() => Read("--REDIS_URL", "redis://one", "--Judge:RedisUrl", "redis://two")).Message.ShouldStartWith("REDIS_URL and Judge:RedisUrl");
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:8000")]
    [InlineData("--urls", "http://localhost:8000;http://*:8001")]
    [InlineData("--Kestrel:Endpoints:Any:Url", "http://0.0.0.0:8000")]
    [InlineData("--Kestrel:Endpoints:Any:Url", "http://[::]:8000")]
    [InlineData("--Kestrel:Endpoints:Any:Url", "http://judge.example:8000")]
    public void Without_an_admin_key_listening_beyond_loopback_is_refused_wherever_it_is_named(string name, string url)
    {
        var refused = Should.Throw<InvalidOperationException>(() => Read([.. NoKey, name, url]));

        refused.Message.ShouldStartWith(url.Split(';')[^1] + " is not a loopback address, and no admin key is set. Set JUDGE_ADMIN_KEY");
        Read("--JUDGE_ADMIN_KEY", "a-key", "--Judge:AdminKey", "", name, url).AdminKey.ShouldBe("a-key");
        Read([.. NoKey, name, url, "--Judge:AllowRemoteWithoutKeys", "true"]).AllowRemoteWithoutKeys.ShouldBeTrue();
    }

    [Theory]
    [InlineData("--urls", "http://localhost:8000;http://127.0.0.2:8001")]
    [InlineData("--Kestrel:Endpoints:Here:Url", "http://localhost:8000")]
    [InlineData("--Kestrel:Endpoints:Here:Url", "http://[::1]:8000")]
    public void Without_an_admin_key_a_server_listens_on_loopback(string name, string url) => Read([.. NoKey, name, url]).AdminKey.ShouldBeNull();

    private static string[] NoKey => ["--JUDGE_ADMIN_KEY", "", "--Judge:AdminKey", ""];

    private static JudgeOptions Read(params string[] args) => WebApplication.CreateBuilder(args).AddJudgeOptions(args);
}
