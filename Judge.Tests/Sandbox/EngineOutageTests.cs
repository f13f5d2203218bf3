using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>An engine that fails while a file exists stands for one whose daemon is restarted or whose disk is full.</summary>
[Trait("Needs", "Docker")]
public sealed class EngineOutageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    private string Away => Path.Combine(_folder, "away");
    private string Apart => Path.Combine(_folder, "apart");
    private string Full => Path.Combine(_folder, "full");

    [Fact]
    public async Task A_run_fails_with_the_engines_words_while_it_is_away_and_works_once_it_is_back()
    {
        await using var pool = await PoolUnderTest.StartAsync(Options());
        await File.WriteAllTextAsync(Away, "");

        var failed = await Should.ThrowAsync<SandboxException>(pool.PythonAsync("pass"));
        File.Delete(Away);

        failed.Message.ShouldContain("Cannot connect to the Docker daemon");
        (await pool.PythonAsync("print('back')")).ShouldBe("back\n");
    }

    [Fact]
    public async Task Containers_that_could_not_be_started_ahead_are_started_later()
    {
        await File.WriteAllTextAsync(Away, "");
        await using var pool = await PoolUnderTest.StartAsync(Options("judge/python"));
        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "failed") > 0, "the start ahead fails");

        File.Delete(Away);

        await pool.UntilAsync(() => pool.Slots("idle") == 1, "a container stands by without a run that asks for it");
        pool.Count("judge.sandbox.leases").ShouldBe(0);
    }

    [Fact]
    public async Task The_pool_is_refilled_when_an_engine_lost_its_containers_and_came_back()
    {
        await using var pool = await PoolUnderTest.StartAsync(Options("judge/c"));
        await pool.UntilAsync(() => pool.Slots("idle") == 2, "both containers stand by");

        await File.WriteAllTextAsync(Away, "");
        await PoolUnderTest.DockerAsync(["kill", .. await pool.ContainersAsync()]);
        await pool.UntilAsync(() => pool.Slots("idle") == 0, "both are lost");
        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "failed") > 0, "a refill fails");
        File.Delete(Away);

        await pool.UntilAsync(() => pool.Slots("idle") == 2, "both classes are refilled");
    }

    [Fact]
    public async Task Frames_go_over_the_socket_again_once_an_engine_is_back()
    {
        await using var pool = await PoolUnderTest.StartAsync(Options("judge/python"));
        await pool.UntilAsync(() => pool.Slots("idle") == 1, "a container stands by");

        await File.WriteAllTextAsync(Away, "");
        await PoolUnderTest.DockerAsync(["kill", .. await pool.ContainersAsync()]);
        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "failed") > 0, "a refill fails");
        File.Delete(Away);
        await pool.UntilAsync(() => pool.Slots("idle") == 1, "another stands by");

        (await ArgumentsAsync(pool)).ShouldContain("--socket");
    }

    [Fact]
    public async Task Frames_go_over_stdio_where_the_socket_does_not_cross_into_containers()
    {
        await File.WriteAllTextAsync(Apart, "");
        await using var pool = await PoolUnderTest.StartAsync(Options("judge/python"));

        (await pool.PythonAsync("print('over stdio')")).ShouldBe("over stdio\n");

        (await ArgumentsAsync(pool)).ShouldContain("--stdio");
    }

    [Fact]
    public async Task A_full_disk_fails_the_run_with_the_engines_words_and_the_next_one_works()
    {
        await using var pool = await PoolUnderTest.StartAsync(Options());
        await File.WriteAllTextAsync(Full, "");

        var failed = await Should.ThrowAsync<SandboxException>(pool.PythonAsync("pass"));
        File.Delete(Full);

        failed.Message.ShouldContain("no space left on device");
        (await pool.PythonAsync("print('room again')")).ShouldBe("room again\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the runner of the pool's one container was started with.</summary>
    private static async Task<string> ArgumentsAsync(PoolUnderTest pool) =>
        await PoolUnderTest.DockerAsync("inspect", "--format", "{{.Args}}", (await pool.ContainersAsync()).Single());

    private SandboxOptions Options(params string[] warm)
    {
        var script = Path.Combine(_folder, "docker");
        StandInScript.Write(script, $"""
            #!/bin/sh
            if [ -e {Away} ]; then echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." >&2; exit 1; fi
            if [ -e {Full} ] && [ "$1" = run ]; then echo "docker: Error response from daemon: no space left on device." >&2; exit 125; fi
            if [ -e {Apart} ]; then
              for argument do
                case $argument in *:/run/judge:ro) argument={_folder}:/run/judge:ro ;; esac
                shift
                set -- "$@" "$argument"
              done
            fi
            exec docker "$@"

            """);
        return new SandboxOptions { Engine = script, WarmImages = warm };
    }
}
