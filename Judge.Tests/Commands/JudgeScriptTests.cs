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

    [Fact]
    public async Task A_port_with_a_zero_before_it_is_a_decimal_number()
    {
        const string script = """
            set -euo pipefail
            STATE=/nonexistent
            for part in say packages server; do source "sandbox/setup/$part.sh"; done
            take_turn() { :; }
            is_port_taken() { echo "asked for port $1"; }
            start_server --port 08080
            """;

        var ended = await Cli.Wrap("bash")
            .WithArguments(["-c", script])
            .WithWorkingDirectory(Repository.Path("."))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        ended.StandardOutput.ShouldBe("asked for port 8080\n");
        ended.StandardError.ShouldContain("Choose another: ./judge up --port 8081");
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

    /// <summary>A clock that goes on by 20 s at each look, and a server whose log gets a line at each of the first looks.</summary>
    [Theory]
    [InlineData(10, "200 ok", 0, "Waiting for redis-server, which is loading its data: 180 s until now")]
    [InlineData(0, "", 1, "The server runs but has answered nothing for 60 s; its last words are above.")]
    [InlineData(3, "", 1, "The server runs but has answered nothing for 60 s; its last words are above.")]
    [InlineData(0, "503\nRedis does not answer", 1, "The server runs but was not ready within 60 s; what it lacks is above.")]
    public async Task A_server_that_tells_that_its_Redis_loads_is_waited_for_and_one_that_does_not_is_given_up_after_a_minute(
        int looksWhileLoading, string thenAnswers, int exitCode, string told)
    {
        const string script = """
            set -euo pipefail
            STATE=$(mktemp -d) looks=0
            trap 'rm -r "$STATE"' EXIT
            source sandbox/setup/say.sh
            source sandbox/setup/server.sh
            echo "info: Judge" >"$STATE/server.log"
            http_get() { (($(grep -c Waiting "$STATE/server.log") < LOADING)) || printf '%b' "$ANSWER"; }
            server_pid() { echo 1; }
            sleep() {
              SECONDS=$((SECONDS + 20))
              ((++looks > LOADING)) || echo "      Waiting for redis-server, which is loading its data: $((looks * 20)) s until now" >>"$STATE/server.log"
            }
            await_ready 1
            """;
        var ended = await Cli.Wrap("bash")
            .WithArguments(["-c", script])
            .WithWorkingDirectory(Repository.Path("."))
            .WithEnvironmentVariables(variables => variables.Set("LOADING", $"{looksWhileLoading}").Set("ANSWER", thenAnswers))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        ended.ExitCode.ShouldBe(exitCode, ended.StandardError);
        ended.StandardError.ShouldContain(told);
    }
}
