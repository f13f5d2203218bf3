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

    private static JudgeOptions Read(params string[] args) => WebApplication.CreateBuilder(args).AddJudgeOptions(args);
}
