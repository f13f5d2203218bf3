using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.Commands;

public class JudgeScriptTests
{
    [Theory]
    [InlineData("Unknown option of ./judge up: --bogus", "up", "--bogus")]
    [InlineData("--port must be a number from 1 to 65535; it is 70000.", "up", "--port", "70000")]
    [InlineData("--port needs a value.", "up", "--port")]
    [InlineData("--role must be web, worker or all; it is boss.", "up", "--role", "boss")]
    [InlineData("--role worker needs a Redis server that it shares with the others.", "up", "--role", "worker")]
    [InlineData("--workers must be a number from 1 to 256; it is 0.", "up", "--workers", "0")]
    [InlineData("Unknown option of ./judge down: now", "down", "now")]
    [InlineData("Unknown option of ./judge images: --bogus", "images", "--bogus")]
    [InlineData("Unknown option of ./judge doctor: --bogus", "doctor", "--bogus")]
    [InlineData("Unknown option of ./judge test: --bogus", "test", "--bogus")]
    [InlineData("./judge has no command bogus.", "bogus")]
    public async Task A_wrong_command_line_is_answered_and_starts_nothing(string message, params string[] arguments)
    {
        var ended = await Cli.Wrap(Repository.Path("judge"))
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables => variables.Set("REDIS_URL", null).Set("Judge__RedisUrl", null))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        ended.ExitCode.ShouldNotBe(0);
        ended.StandardError.ShouldContain(message);
    }

    [Theory]
    [InlineData("g++", "sandbox/languages/cpp.json")]
    [InlineData("C++", "sandbox/languages/cpp.json")]
    [InlineData("cpp", "sandbox/languages/cpp.json")]
    [InlineData("54", "sandbox/languages/cpp.json")]
    [InlineData("91", "sandbox/languages/java.json")]
    [InlineData("c.*", "")]
    [InlineData("5", "")]
    public async Task Images_are_asked_for_by_a_languages_word_alias_or_id(string name, string definition)
    {
        var found = await Cli.Wrap("bash")
            .WithArguments(["-c", "source sandbox/setup/images.sh && definition_of \"$1\"", "bash", name])
            .WithWorkingDirectory(Repository.Path("."))
            .ExecuteBufferedAsync();

        found.StandardOutput.Trim().ShouldBe(definition);
    }
}
