using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

[Trait("Needs", "Docker")]
public sealed class ControlGroupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    [Fact]
    public async Task A_container_whose_runner_sees_no_control_groups_runs_nothing()
    {
        var engine = Path.Combine(_folder, "engine");
        await File.WriteAllTextAsync(engine, """
            #!/bin/sh
            [ "$1" = run ] || exec docker "$@"
            shift
            exec docker run --tmpfs /sys/fs/cgroup:ro "$@"

            """);
        File.SetUnixFileMode(engine, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = engine, WarmImages = [] });

        var refused = await Should.ThrowAsync<SandboxException>(pool.PythonAsync("print(1)"));

        refused.Message.ShouldContain("can't read its control group");
        await pool.UntilNoneIsLeftAsync();
    }

    [Fact]
    public async Task A_program_sees_no_name_of_a_control_group_of_the_host()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });

        var groups = await pool.PythonAsync("print(open('/proc/self/cgroup').read())");

        groups.ShouldNotContain("docker");
        groups.ShouldMatch(@"\A(\d+:[^:]*:/\n)+\n\z");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
