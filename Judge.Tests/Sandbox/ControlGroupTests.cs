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
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = await EngineAsync("--tmpfs /sys/fs/cgroup:ro"), WarmImages = [] });

        var refused = await Should.ThrowAsync<SandboxException>(pool.PythonAsync("print(1)"));

        refused.Message.ShouldContain("can't read its control group");
        while (pool.Pool.StartFailure is null)
            await Should.ThrowAsync<SandboxException>(pool.PythonAsync("print(1)"));
        pool.Pool.StartFailure.ShouldContain("can't read its control group");
        await pool.UntilNoneIsLeftAsync();
    }

    [Fact]
    public async Task A_runner_that_the_kernel_refuses_a_step_tells_which_and_why()
    {
        var profile = Path.Combine(_folder, "profile.json");
        await File.WriteAllTextAsync(profile, """{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["setgroups"],"action":"SCMP_ACT_ERRNO"}]}""");
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { Engine = await EngineAsync($"--security-opt seccomp={profile}"), WarmImages = [] });

        var refused = await Should.ThrowAsync<SandboxException>(pool.PythonAsync("print(1)"));

        refused.Message.ShouldContain("can't work in its container: it failed at 'setgroups': Operation not permitted");
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

    /// <summary>The engine, which gives each container one flag more.</summary>
    private async Task<string> EngineAsync(string flag)
    {
        var engine = Path.Combine(_folder, "engine");
        StandInScript.Write(engine, $"""
            #!/bin/sh
            [ "$1" = run ] || exec docker "$@"
            shift
            exec docker run {flag} "$@"

            """);
        return engine;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
