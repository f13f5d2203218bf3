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

    private readonly StandInTools _tools = new();

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
        _tools.Put("df", "echo Filesystem; echo /dev/sda1 1000 950 50 95% /");

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

    [Fact]
    public async Task A_container_that_starts_is_told()
    {
        (await ExamineAsync()).ShouldContain("ok       a container starts (judge/");
    }

    [Fact]
    public async Task An_engine_that_starts_no_container_is_told_with_its_answer()
    {
        var told = await ExamineAsync(engine: "[ \"$1\" != run ] || { echo 'no space left on device' >&2; exit 125; }\n" + Engine);

        told.ShouldContain("WRONG    no container starts: no space left on device\n           The command was: docker run ");
        told.ShouldContain("remedy: mend what it names");
    }

    [Fact]
    public async Task An_engine_that_hangs_is_told_and_not_waited_for()
    {
        _tools.ShortenPatience();

        var told = await ExamineAsync(engine: "exec sleep 600");

        told.ShouldContain("WRONG    Docker engine: it hangs; 'docker info' had not ended after 60 s");
        told.ShouldContain("remedy: systemctl restart docker");
    }

    public void Dispose() => _tools.Dispose();

    private async Task<string> ExamineAsync(string controllers = "1 true true true", string engine = Engine)
    {
        _tools.Put("docker", engine);
        var ended = await _tools.RunAsync(Repository.Path("judge"), ["doctor", "--port", "1"], new Dictionary<string, string?> { ["CGROUPS"] = controllers });
        ended.ExitCode.ShouldBe(1);
        return ended.StandardError;
    }
}
