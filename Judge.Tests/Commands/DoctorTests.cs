using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>./judge doctor on machines that lack something: what it asks is answered by small stand-ins on its PATH.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Engine = """
        case "$*" in
          *MemoryLimit*) echo "$CGROUPS" ;;
          *DockerRootDir*) echo / ;;
          "image inspect"*judge.inputs*) echo older ;;
        esac
        """;

    private readonly string _tools = Directory.CreateTempSubdirectory("judge-doctor-").FullName;

    [Theory]
    [InlineData("1 false true true", "WRONG    control groups (version 1): Docker cannot limit by memory", "cgroup_enable=memory")]
    [InlineData("2 true false false", "WRONG    control groups (version 2): Docker cannot limit by pids cpu", "delegate them")]
    [InlineData("2 true true true", "ok       control groups (version 2)", "")]
    public async Task Missing_cgroup_controllers_are_named(string controllers, string finding, string remedy)
    {
        var told = await ExamineAsync(controllers);

        told.ShouldContain(finding);
        told.ShouldContain(remedy);
    }

    [Fact]
    public async Task A_full_disk_is_told_with_what_is_free()
    {
        Put("df", "echo Filesystem; echo /dev/sda1 1000 950 50 95% /");

        (await ExamineAsync()).ShouldContain("WRONG    disk of /: only 50 MB free\n           remedy: free some to 2048 MB");
    }

    [Fact]
    public async Task An_image_from_older_sources_is_told_once_with_how_to_renew_it()
    {
        var lines = (await ExamineAsync()).Split('\n').SkipWhile(line => !line.Contains("image judge/c:", StringComparison.Ordinal)).ToList();

        lines[0].ShouldEndWith("is made from older sources");
        lines[1].ShouldMatch("remedy: ./judge images [a-z]+, then ./judge down and ./judge up$");
        lines.Count(line => line.Contains("image judge/c:", StringComparison.Ordinal)).ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(_tools, recursive: true);

    private async Task<string> ExamineAsync(string controllers = "1 true true true")
    {
        Put("docker", Engine);
        var ended = await Cli.Wrap(Repository.Path("judge"))
            .WithArguments(["doctor", "--port", "1"])
            .WithEnvironmentVariables(variables => variables.Set("PATH", _tools + ":" + Environment.GetEnvironmentVariable("PATH")).Set("CGROUPS", controllers))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        ended.ExitCode.ShouldBe(1);
        return ended.StandardError;
    }

    private void Put(string tool, string script)
    {
        var path = Path.Combine(_tools, tool);
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
