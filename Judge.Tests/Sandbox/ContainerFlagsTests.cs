using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>Where the flags of a container depend on the settings; ./judge doctor tries out those that do not.</summary>
public class ContainerFlagsTests
{
    [Theory]
    // It takes no name server where there is no network, and docker hides no files.
    [InlineData("docker", "--dns 0.0.0.0 --dns-search . --dns-option ndots:1", "--read-only-tmpfs --no-hosts mask= nproc=")]
    [InlineData("/usr/bin/docker", "--dns 0.0.0.0", "--no-hosts")]
    [InlineData("podman", "--read-only-tmpfs=false --no-hosts --security-opt mask=/etc/resolv.conf:/proc/locks --ulimit nproc=4096:4096", "--dns")]
    [InlineData("/usr/bin/podman-remote", "--no-hosts", "--dns")]
    // A bound on a tmpfs's inodes is docker's alone.
    [InlineData("docker", "--tmpfs /box:rw,exec,nosuid,nodev,mode=1777,size=128m,nr_inodes=16384", "mode=555,size=4k --")]
    [InlineData("podman", "--tmpfs /box:rw,exec,nosuid,nodev,mode=1777,size=128m --tmpfs /tmp:rw,exec,nosuid,nodev,mode=1777,size=128m --", "nr_inodes")]
    public void Podman_and_docker_are_given_their_own_flags(string engine, string given, string kept)
    {
        var flags = FlagsOf(new SandboxOptions { Engine = engine });

        flags.ShouldContain(given);
        foreach (var one in kept == "mode=555,size=4k --" ? [kept] : kept.Split(' '))
            flags.ShouldNotContain(one);
    }

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public void Both_engines_are_given_the_walls(string engine) =>
        FlagsOf(new SandboxOptions { Engine = engine }).ShouldSatisfyAllConditions(
            flags => flags.ShouldContain("--pull never"),
            flags => flags.ShouldContain("--network none"),
            flags => flags.ShouldContain("--read-only "),
            flags => flags.ShouldContain("--cgroupns private"),
            flags => flags.ShouldContain("--cap-drop ALL --cap-add SETUID --cap-add SETGID --security-opt no-new-privileges"),
            flags => flags.ShouldContain("--memory 1056m --memory-swap 1056m"));

    [Fact]
    public void The_engine_chooses_the_runtime_unless_one_is_named()
    {
        FlagsOf(new SandboxOptions()).ShouldNotContain("--runtime");
        FlagsOf(new SandboxOptions { Runtime = "runsc" }).ShouldContain(" --runtime runsc ");
    }

    [Theory]
    [InlineData(null, "--entrypoint /usr/local/bin/judge-runner judge/python:mine --stdio", "-v ")]
    [InlineData("/tmp/folder", "-v /tmp/folder:/run/judge:ro --entrypoint /usr/local/bin/judge-runner judge/python:mine --socket /run/judge/runner.sock", "--stdio")]
    public void Frames_go_over_stdio_where_no_folder_of_a_socket_is_mounted(string? folder, string end, string without)
    {
        var flags = FlagsOf(new SandboxOptions { ImageTag = "mine" }, folder);

        flags.ShouldEndWith(end);
        flags.ShouldNotContain(without);
    }

    [Theory]
    [InlineData(ContainerClass.Run, "--pids-limit 512 ", "/box:rw,exec,nosuid,nodev,mode=1777,size=128m")]
    [InlineData(ContainerClass.Compile, "--pids-limit 1024 ", "/box:rw,exec,nosuid,nodev,mode=1777,size=512m")]
    public void A_container_that_compiles_has_more_processes_and_more_room(ContainerClass purpose, string pids, string box)
    {
        var flags = FlagsOf(new SandboxOptions(), purpose: purpose);

        flags.ShouldContain(pids);
        flags.ShouldContain(box);
    }

    private static string FlagsOf(SandboxOptions options, string? folder = null, ContainerClass purpose = ContainerClass.Run) =>
        string.Join(' ', ContainerFlags.Of(options, new ContainerKind("judge/python", purpose), options.DefaultSizeOf(purpose), "name", new Dictionary<string, string>(), folder));
}
