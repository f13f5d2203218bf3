using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Collection("server")]
[Trait("Needs", "Docker")]
public sealed class RunCommandTests(SharedServer shared) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-run-").FullName;

    [Theory]
    [InlineData("reverse.py", "print(input()[::-1])", 0, "desserts\n", "OK")]
    [InlineData("fails.c", "int main(void) { return 3; }", 1, "", "RE: Exited with code 3")]
    [InlineData("broken.c", "int main(void) { return }", 1, "", "CE")]
    [InlineData("what.zzz", "?", 2, "", "cannot be told from its ending")]
    public async Task A_files_ending_names_its_language_and_the_exit_status_tells_its_verdict(string name, string source, int exitCode, string output, string told)
    {
        var ended = await RunAsync([await FileAsync(name, source), "--stdin", await FileAsync("input", "stressed\n")]);

        ended.ExitCode.ShouldBe(exitCode, ended.StandardError);
        ended.StandardOutput.ShouldBe(output);
        ended.StandardError.ShouldContain(told);
    }

    [Fact]
    public async Task A_language_can_be_named_by_an_alias()
    {
        var ended = await RunAsync([await FileAsync("program", "print(6*7)"), "--language", "py"]);

        ended.StandardOutput.ShouldBe("42\n");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_by_its_path()
    {
        var ended = await RunAsync([Path.Combine(_folder, "none.py")]);

        ended.ExitCode.ShouldBe(2);
        ended.StandardError.ShouldContain(Path.Combine(_folder, "none.py"));
    }

    [Fact]
    public async Task A_port_where_nobody_answers_is_told_without_a_stack_trace()
    {
        var ended = await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), "doctor", "--port", "1"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        ended.ExitCode.ShouldBe(2);
        ended.StandardError.ShouldContain("./judge up");
        ended.StandardError.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("my program.py", "my input")]
    [InlineData("./my program.py", "../caller/my input")]
    [InlineData("--", "my input", "-dash.py")]
    public async Task Files_are_meant_from_the_callers_folder_also_through_a_link_to_the_script(string file, string stdin, string? afterDashes = null)
    {
        var script = CheckoutWithPrograms("print('the checkout has ' + input())", "a file of the same name\n");
        var caller = Directory.CreateDirectory(Path.Combine(_folder, "caller")).FullName;
        foreach (var name in (string[])["my program.py", "-dash.py"])
            await File.WriteAllTextAsync(Path.Combine(caller, name), "print('the caller has ' + input())");
        await File.WriteAllTextAsync(Path.Combine(caller, "my input"), "its own\n");
        File.CreateSymbolicLink(Path.Combine(caller, "linked"), script);

        var ended = await Cli.Wrap(Path.Combine(caller, "linked"))
            .WithArguments(["run", "--port", $"{shared.Judge.Http.BaseAddress!.Port}", "--stdin", stdin, file, .. afterDashes is null ? Array.Empty<string>() : [afterDashes]])
            .WithWorkingDirectory(caller)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        ended.StandardOutput.ShouldBe("the caller has its own\n", ended.StandardError);
        ended.ExitCode.ShouldBe(0);
    }

    /// <summary>A checkout whose server is built, by the tests, and which has files of its own beside the script; returns the script.</summary>
    private string CheckoutWithPrograms(string source, string input)
    {
        var checkout = Path.Combine(_folder, "checkout");
        Directory.CreateDirectory(Path.Combine(checkout, "sandbox/setup"));
        foreach (var part in Directory.GetFiles(Repository.Path("sandbox/setup")).Append(Repository.Path("judge")))
            File.Copy(part, Path.Combine(checkout, Path.GetRelativePath(Repository.Path("."), part)));
        Directory.CreateDirectory(Path.Combine(checkout, ".judge"));
        Directory.CreateSymbolicLink(Path.Combine(checkout, ".judge/server"), AppContext.BaseDirectory);
        // cksum of the list of its sources, of which it has none.
        File.WriteAllText(Path.Combine(checkout, ".judge/build.stamp"), "4294967295 0\n");
        File.WriteAllText(Path.Combine(checkout, "my program.py"), source);
        File.WriteAllText(Path.Combine(checkout, "-dash.py"), source);
        File.WriteAllText(Path.Combine(checkout, "my input"), input);
        return Path.Combine(checkout, "judge");
    }

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    private async Task<BufferedCommandResult> RunAsync(string[] arguments) =>
        await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), "run", .. arguments, "--port", $"{shared.Judge.Http.BaseAddress!.Port}"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
