using CliWrap.Buffered;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>What ./judge test does before its tests: one container is started, or the reason told once.</summary>
public sealed class ContainerTrialTests : IDisposable
{
    private readonly StandInTools _tools = new();

    [Fact]
    public async Task The_trials_container_has_the_walls_of_the_servers()
    {
        var flags = ContainerFlags.Of(new SandboxOptions(), new ContainerKind("judge/python", ContainerClass.Run),
            new SandboxOptions().DefaultSizeOf(ContainerClass.Run), "name", new Dictionary<string, string>(), socketFolder: null).ToList();
        var walls = flags[flags.IndexOf("--network")..flags.IndexOf("--entrypoint")];

        var told = await BashAsync("printf '%s\\n' \"${CONTAINER_WALLS[@]}\"");

        told.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(walls, ignoreOrder: true);
    }

    [Fact]
    public async Task An_engine_that_starts_none_is_told_with_the_command_and_its_answer()
    {
        _tools.Put("docker", "echo 'OCI runtime create failed: no cgroups' >&2\nexit 125");

        var told = await BashAsync("require_container judge/python:mine");

        told.ExitCode.ShouldBe(1);
        told.StandardError.ShouldContain("OCI runtime create failed: no cgroups");
        told.StandardError.ShouldMatch("The command was: docker run -i --rm .* judge/python:mine --stdio");
        told.StandardError.ShouldContain("It ended with 125.");
        told.StandardError.ShouldContain("error: No container can be started here");
        told.StandardError.ShouldContain("systemctl restart docker");
    }

    [Fact]
    public async Task A_trial_that_hangs_is_not_waited_for_and_its_container_removed()
    {
        _tools.ShortenPatience();
        _tools.Put("docker", "[ \"$1\" = run ] || { echo \"$@\" >>\"$CALLS\"; exit 0; }\nexec sleep 600");
        var calls = Path.GetTempFileName();

        var told = await BashAsync("require_container judge/python:mine", new() { ["CALLS"] = calls });

        told.ExitCode.ShouldBe(1);
        told.StandardError.ShouldContain("It had not ended after 60 s.");
        (await File.ReadAllTextAsync(calls)).ShouldMatch("^rm -f judge-trial-[0-9]+\n$");
        File.Delete(calls);
    }

    [Fact]
    [Trait("Needs", "Docker")]
    public async Task The_real_engine_passes_and_leaves_nothing()
    {
        var told = await BashAsync("try_container \"judge/python:${Sandbox__ImageTag:-latest}\" && docker ps -aq --filter name=judge-trial-$$");

        told.ExitCode.ShouldBe(0, told.StandardOutput + told.StandardError);
        told.StandardOutput.ShouldBeEmpty();
    }

    public void Dispose() => _tools.Dispose();

    private Task<BufferedCommandResult> BashAsync(string script, Dictionary<string, string?>? variables = null) =>
        _tools.RunAsync("bash", ["-c", "set -euo pipefail\nSTATE=$(mktemp -d)\ntrap 'rm -rf $STATE' EXIT\nfor part in say docker trial; do . sandbox/setup/$part.sh; done\n" + script], variables);
}
