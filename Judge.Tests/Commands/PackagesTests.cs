using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>What ./judge installs, on machines whose package manager is a stand-in.</summary>
public sealed class PackagesTests : IDisposable
{
    private const string Script = """
        set -euo pipefail
        STATE=$(mktemp -d)
        trap 'rm -r "$STATE"' EXIT
        for part in say packages docker; do source "sandbox/setup/$part.sh"; done
        is_root_at_hand() { :; }
        as_root() { "$@"; }
        export LISTS=$STATE/lists
        """;

    private readonly StandInTools _tools = new();

    public PackagesTests()
    {
        _tools.Put("apt-get", "[ \"$1\" != update ] || { touch \"$LISTS\"; exit; }\necho \"apt-get $*\" >&2");
        _tools.Put("apt-cache", "[ -e \"$LISTS\" ]");
    }

    [Fact]
    public async Task Dockers_client_is_installed_on_a_machine_whose_package_lists_were_never_read()
    {
        var ended = await _tools.RunAsync("bash", ["-c", Script + "\ninstall_docker\ncat \"$STATE/apt-install.log\""]);

        ended.StandardOutput.TrimEnd().ShouldEndWith(" docker.io docker-cli docker-buildx", customMessage: ended.StandardError);
    }

    [Fact]
    public async Task Dotnet_is_installed_from_packages_on_a_machine_whose_package_lists_were_never_read()
    {
        var ended = await _tools.RunAsync("bash", ["-c", Script + "\nhave_dotnet_10() { :; }\ninstall_dotnet\ncat \"$STATE/apt-install.log\""]);

        ended.StandardOutput.TrimEnd().ShouldEndWith(" dotnet-sdk-10.0", customMessage: ended.StandardError);
    }

    [Fact]
    public async Task Package_lists_that_another_apt_reads_are_waited_for()
    {
        _tools.Put("apt-get", """
            echo "apt-get $*"
            [ "$1" = update ] || exit 0
            [ -e "$LISTS.held" ] || { touch "$LISTS.held"; printf '%s\n' 'E: Could not get lock' 'E: Unable to lock directory /var/lib/apt/lists/'; exit 100; }
            touch "$LISTS"
            """);

        var ended = await _tools.RunAsync("bash", ["-c", Script + "\ninstall_docker\ncat \"$STATE/apt-install.log\""]);

        ended.StandardOutput.TrimEnd().ShouldEndWith(" docker.io docker-cli docker-buildx");
    }

    /// <summary>sudo takes them away, and those who may run a few commands alone may keep none: it is asked for no more than there is.</summary>
    [Theory]
    [InlineData(null, null, "sudo apt-get update")]
    [InlineData("http://proxy.example:3128", "localhost", "sudo --preserve-env=http_proxy,NO_PROXY apt-get update")]
    public async Task What_is_done_as_root_goes_through_the_proxy_of_the_user(string? proxy, string? without, string asked)
    {
        _tools.Put("sudo", "echo \"sudo $*\"");
        const string script = """
            nobody=()
            ((EUID != 0)) || nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
            "${nobody[@]}" bash -c "$(cat sandbox/setup/packages.sh)"$'\nas_root apt-get update'
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script], Proxies.Of(proxy, without));

        ended.StandardOutput.TrimEnd().ShouldBe(asked);
    }

    [Fact]
    public async Task A_dotnet_in_the_home_folder_is_found_without_the_variable_that_names_it()
    {
        _tools.Put("dotnet", "");
        _tools.Put("docker", "exit 1");
        _tools.Put("getent", "echo \"judge:x:$2:1::$HOME_FOLDER:/bin/sh\"");
        const string script = """
            export HOME_FOLDER=$(mktemp -d)
            trap 'rm -r "$HOME_FOLDER"' EXIT
            mkdir "$HOME_FOLDER/.dotnet"
            printf '#!/bin/sh\necho "10.0.100 [/sdk]"\n' >"$HOME_FOLDER/.dotnet/dotnet"
            chmod +x "$HOME_FOLDER/.dotnet/dotnet"
            env -u HOME ./judge doctor --port 1
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script]);

        ended.StandardError.ShouldContain("ok       .NET 10 SDK");
    }

    public void Dispose() => _tools.Dispose();
}
