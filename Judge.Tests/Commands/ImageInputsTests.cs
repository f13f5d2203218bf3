using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>By what <c>./judge</c> tells that an image is made from older sources, and where it finds the SDK that is a part of one.</summary>
public sealed class ImageInputsTests : IDisposable
{
    /// <summary>A host whose one .NET 10 is in the home folder of the user, as Microsoft's script leaves it.</summary>
    private const string Script = """
        set -euo pipefail
        STATE=$(mktemp -d)
        trap 'rm -r "$STATE"' EXIT
        for part in say packages docker base images server; do source "sandbox/setup/$part.sh"; done
        export HOME=$STATE/home
        mkdir -p "$HOME/.dotnet"
        printf '#!/bin/sh\ncase $1 in --version) echo 10.0.100 ;; --list-sdks) echo "10.0.100 [/sdk]" ;; esac\n' >"$HOME/.dotnet/dotnet"
        chmod +x "$HOME/.dotnet/dotnet"

        """;

    private readonly StandInTools _tools = new();

    public ImageInputsTests() => _tools.Put("dotnet", "");

    [Fact]
    public async Task An_image_with_the_SDK_is_known_by_it_whether_the_PATH_has_it_or_the_home_folder_alone()
    {
        var ended = await RunAsync("hash_inputs judge/dotnet:latest\nhave_dotnet_10\nhash_inputs judge/dotnet:latest\nrm -r \"$HOME/.dotnet\"\nhash_inputs judge/dotnet:latest");

        var hashes = ended.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        hashes[0].ShouldBe(hashes[1]);
        hashes[2].ShouldNotBe(hashes[1]);
    }

    [Fact]
    public async Task The_images_of_CSharp_and_FSharp_are_built_from_an_SDK_in_the_home_folder()
    {
        _tools.Put("docker", "[ \"$1 $2 $3\" = 'image inspect judge/base' ]");

        var ended = await RunAsync("install_packages() { :; }\nbuild_image() { echo \"$1 from $(command -v dotnet)\"; }\nbuild_images csharp fsharp");

        ended.StandardOutput.ShouldMatch("judge/dotnet:[^ ]+ from /.*/home/.dotnet/dotnet\n");
    }

    [Theory]
    [InlineData(true, "asked\n")]
    [InlineData(false, "")]
    public async Task An_image_that_would_lack_a_part_of_the_SDK_is_not_built(bool isWhole, string asked)
    {
        _tools.Put("docker", "[ \"$1\" != build ] || echo asked\nexec cat >/dev/null");

        var ended = await _tools.RunAsync("bash", ["-c", Script + """
            have_dotnet_10
            cd "$HOME/.dotnet"
            mkdir -p sdk/10.0.100/{Roslyn/bincore,FSharp} packs/Microsoft.NETCore.App.Ref/10.0.0/ref/net10.0 host shared/Microsoft.NETCore.App
            touch packs/Microsoft.NETCore.App.Ref/10.0.0/ref/net10.0/System.Runtime.dll
            [[ $IS_WHOLE == True ]] || rmdir sdk/10.0.100/FSharp
            cd "$OLDPWD"
            run_docker_build dotnet
            """], new Dictionary<string, string?> { ["IS_WHOLE"] = $"{isWhole}" });

        ended.StandardOutput.ShouldBe(asked);
        (ended.ExitCode == 0).ShouldBe(isWhole);
    }

    [Fact]
    public async Task Proxies_of_the_environment_are_told_to_a_build_by_name_and_change_no_image()
    {
        _tools.Put("docker", "cat >/dev/null\n[ \"$1\" != build ] || echo \"$* with $http_proxy\"");
        const string script = "hash_inputs judge/c:latest\nrun_docker_build c </dev/null";

        var plain = await RunAsync(script, variables: Proxies.Of(null, null));
        var proxied = await RunAsync(script, variables: Proxies.Of("http://proxy.example:3128", "localhost"));

        plain.StandardOutput.ShouldNotContain("proxy");
        proxied.StandardOutput.ShouldContain("--build-arg BASE=judge/base --build-arg=http_proxy --build-arg=NO_PROXY --target c ");
        proxied.StandardOutput.ShouldEndWith(" - with http://proxy.example:3128\n");
        proxied.StandardOutput.Split('\n')[0].ShouldBe(plain.StandardOutput.Split('\n')[0]);
    }

    [Theory]
    [InlineData("have() { [[ $1 != docker ]]; }")]
    [InlineData("")]
    public async Task Where_no_engine_answers_the_list_of_images_tells_so_and_installs_nothing(string missing)
    {
        _tools.Put("docker", "echo \"asked $1\"\nexit 1");

        var ended = await RunAsync("install_packages() { echo \"installing $*\"; }\nstart_dockerd() { echo starting; }\n" + missing + "\nmanage_images --list");

        ended.StandardError.ShouldStartWith("No Docker engine answers here, so nothing is known of images that are built.");
        ended.StandardOutput.Split('\n')[0].ShouldStartWith("LANGUAGE");
        ended.StandardOutput.ShouldMatch("\npython +judge/python:[^ ]+ +-  not known; build: ./judge images python\n");
        ended.StandardOutput.ShouldNotContain("installing");
        ended.StandardOutput.ShouldNotContain("starting");
        ended.StandardOutput.ShouldNotContain("asked");
    }

    /// <summary>The order of a stand-in locale is the reverse of that of bytes.</summary>
    [Theory]
    [InlineData("hash_inputs judge/c:latest")]
    [InlineData("touch \"$WEB_DLL\" \"$STATE/build.stamp\"\nbuild_server 2>/dev/null\ncat \"$STATE/build.stamp\"")]
    public async Task Neither_images_nor_the_server_are_taken_for_changed_under_another_locale(string told)
    {
        _tools.Put("sort", "[ \"${LC_ALL:-}\" = C ] && exec /usr/bin/sort \"$@\"\nexec /usr/bin/sort ${ORDER} \"$@\"");
        var script = "do_step() { :; }\nmkdir -p \"$SERVER\"\n" + told;

        var ended = await RunAsync(script, "");
        var elsewhere = await RunAsync(script, "-r");

        ended.StandardOutput.ShouldNotBeEmpty();
        elsewhere.StandardOutput.ShouldBe(ended.StandardOutput);
    }

    public void Dispose() => _tools.Dispose();

    private async Task<BufferedCommandResult> RunAsync(string script, string order = "", IReadOnlyDictionary<string, string?>? variables = null)
    {
        var ended = await _tools.RunAsync("bash", ["-c", Script + script], new Dictionary<string, string?>(variables ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
        {
            ["ORDER"] = order,
            ["LC_ALL"] = null,
        });
        ended.ExitCode.ShouldBe(0, ended.StandardError);
        return ended;
    }
}
