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

    private async Task<BufferedCommandResult> RunAsync(string script, string order = "")
    {
        var ended = await _tools.RunAsync("bash", ["-c", Script + script], new Dictionary<string, string?>
        {
            ["ORDER"] = order,
            ["LC_ALL"] = null,
        });
        ended.ExitCode.ShouldBe(0, ended.StandardError);
        return ended;
    }
}
