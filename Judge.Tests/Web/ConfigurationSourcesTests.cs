using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.Web;

/// <summary>Servers that end at their start with the value that they found, which none accepts: no Redis is needed, and no engine.</summary>
public sealed class ConfigurationSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("of-appsettings", null, null, null, "of-appsettings")]
    [InlineData("of-appsettings", "of-dotenv", null, null, "of-dotenv")]
    [InlineData("of-appsettings", "of-dotenv", "of-environment", null, "of-environment")]
    [InlineData("of-appsettings", "of-dotenv", "of-environment", "of-command-line", "of-command-line")]
    [InlineData(null, "of-dotenv", null, "of-command-line", "of-command-line")]
    public async Task Of_the_sources_that_name_a_setting_the_first_in_the_documented_order_holds(
        string? appsettings, string? dotenv, string? environment, string? commandLine, string taken)
    {
        if (appsettings is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), $$"""{"Judge": {"Role": "{{appsettings}}"} }""");
        if (dotenv is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, ".env"), $"# A comment.\nJudge__Role={dotenv}\n");

        var ended = await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), .. commandLine is null ? Array.Empty<string>() : ["--Judge:Role", commandLine]])
            .WithWorkingDirectory(_folder)
            .WithEnvironmentVariables(variables => variables.Set("Judge__Role", environment).Set("REDIS_URL", "").Set("JUDGE_ADMIN_KEY", ""))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        (ended.ExitCode, ended.StandardError.Trim()).ShouldBe((2, $"Judge:Role must be web, worker or all; it is {taken}."));
    }
}
