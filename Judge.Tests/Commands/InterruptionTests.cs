using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>What ./judge leaves behind when it is interrupted, or has no room, in the midst of building images.</summary>
public sealed class InterruptionTests : IDisposable
{
    /// <summary>The judge is a group of processes as a terminal makes one, which a Ctrl+C goes to as a whole.</summary>
    private const string Script = """
        set -euo pipefail
        export STATE=$(mktemp -d)
        trap 'rm -r "$STATE"' EXIT
        mkdir "$STATE/room"
        export TMPDIR=$STATE/room
        set -m
        bash -c 'set -euo pipefail
          for part in say packages docker base images; do source "sandbox/setup/$part.sh"; done
          as_root() { "$@"; }
          ln() { :; }
          apt_mirrors() { echo http://mirror.example/debian; }
          '"$WORK" &
        until [[ $(cat "$STATE"/at-work.* 2>/dev/null | wc -l) == "$WORKERS" ]]; do
          kill -0 "$!" || exit
          sleep 0.1
        done
        [[ -n $(ls "$TMPDIR") ]] && echo "There was a folder."
        kill "-$SIGNAL" -- "-$!"
        wait "$!" || true
        for file in "$STATE"/at-work.*; do
          pid=${file##*.}
          while [[ -e /proc/$pid && $(cut -d " " -f 3 "/proc/$pid/stat") != Z ]]; do sleep 0.1; done
        done
        until [[ -z $(ls "$TMPDIR") ]]; do sleep 0.1; done
        echo "Nothing is left."
        """;

    private const string WorkOn = "echo at work >\"$STATE/at-work.$$\"\nexec sleep 600";

    private readonly StandInTools _tools = new();

    [Theory]
    [InlineData("INT", "run_docker_build go", 1)]
    [InlineData("TERM", "run_docker_build go", 1)]
    [InlineData("INT", "bootstrap_base", 1)]
    [InlineData("TERM", "bootstrap_base", 1)]
    [InlineData("INT", "build_images go node", 2)]
    [InlineData("TERM", "build_images go node", 2)]
    public async Task An_interrupted_judge_leaves_neither_folders_nor_builds(string signal, string work, int workers)
    {
        // Of two images what they share is built, and their own builds never end.
        _tools.Put("docker", """
            case "$*" in
              "image inspect judge/base" | "buildx version") exit ;;
              *" --target runner-build "* | *" --target npm-packages "*) exec cat >/dev/null ;;
              "build "*) ;;
              *) exit 1 ;;
            esac

            """ + WorkOn);
        _tools.Put("debootstrap", WorkOn);

        var ended = await _tools.RunAsync("timeout", ["60", "bash", "-c", Script], new Dictionary<string, string?>
        {
            ["SIGNAL"] = signal,
            ["WORK"] = work,
            ["WORKERS"] = $"{workers}",
        });

        ended.StandardOutput.ShouldBe("There was a folder.\nNothing is left.\n", ended.StandardError);
    }

    [Theory]
    [InlineData("run_docker_build go")]
    [InlineData("bootstrap_base")]
    public async Task Without_room_for_a_folder_nothing_is_begun(string work)
    {
        _tools.Put("docker", "[ \"$1\" = buildx ] || echo begun");
        _tools.Put("debootstrap", "echo begun");
        _tools.Put("mkdir", "echo \"mkdir $*\"");
        const string script = """
            set -euo pipefail
            for part in say packages docker base images; do source "sandbox/setup/$part.sh"; done
            as_root() { "$@"; }
            ln() { :; }
            export TMPDIR=/dev/null
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script + "\nif " + work + "; then echo done; fi"]);

        ended.StandardOutput.ShouldBeEmpty();
        ended.StandardError.ShouldContain("mktemp: ");
    }

    /// <summary>/tmp may be memory, and allow no devices.</summary>
    [Fact]
    public async Task Large_folders_are_made_where_a_disk_is()
    {
        var ended = await _tools.RunAsync(
            "bash",
            ["-c", "source sandbox/setup/say.sh\nfolder=$(make_work_folder trial)\nrmdir \"$folder\"\necho \"$folder\""],
            new Dictionary<string, string?> { ["TMPDIR"] = null });

        ended.StandardOutput.ShouldStartWith("/var/tmp/judge-trial.");
    }

    public void Dispose() => _tools.Dispose();
}
