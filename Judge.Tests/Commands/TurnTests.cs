using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>The turn of a checkout, for which each ./judge that installs, builds or starts something waits.</summary>
public sealed class TurnTests : IDisposable
{
    private readonly StandInTools _tools = new();

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task A_judge_that_is_killed_in_a_step_leaves_nothing_that_shows_its_progress_or_holds_the_turn(string signal)
    {
        const string script = """
            export STATE=$(mktemp -d)
            trap 'rm -r "$STATE"' EXIT
            bash -c 'set -euo pipefail
              source sandbox/setup/say.sh
              take_turn
              do_step build "building" bash -c "kill -$SIGNAL \$PPID"' 2>&1 | timeout 60 cat
            ((PIPESTATUS[1] == 124)) || echo "Nobody writes to its standard error any more."
            ! flock -n "$STATE/turn" true || echo "The turn is free."
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script], new Dictionary<string, string?> { ["SIGNAL"] = signal });

        ended.StandardOutput.ShouldContain("Nobody writes to its standard error any more.");
        ended.StandardOutput.ShouldContain("The turn is free.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_benchmark_holds_no_turn_while_it_measures_whether_a_server_runs_or_not(bool serverRuns)
    {
        const string script = """
            export STATE=$(mktemp -d)
            trap 'rm -r "$STATE"' EXIT
            bash -c 'set -euo pipefail
              for part in say packages docker images server; do source "sandbox/setup/$part.sh"; done
              for done in ensure_docker build_images ensure_redis ensure_dotnet install_packages build_server have have_dotnet_10; do eval "$done() { :; }"; done
              server_pid() { [[ $SERVER_RUNS == True ]]; }
              sources_changed() { false; }
              dotnet() { flock -n "$STATE/turn" true && echo "The turn is free."; }
              run_bench --quick'
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script], new Dictionary<string, string?> { ["SERVER_RUNS"] = $"{serverRuns}" });

        ended.StandardOutput.ShouldContain("The turn is free.");
    }

    [Fact]
    public async Task A_step_that_takes_long_shows_the_last_line_of_its_output_meanwhile()
    {
        const string script = """
            export STATE=$(mktemp -d)
            trap 'rm -r "$STATE"' EXIT
            source sandbox/setup/say.sh
            do_step build "building" bash -c "echo halfway; until grep -qs shown $STATE/end; do sleep 0.1; done" 2> >(while read -r line; do
              echo "$line"; [[ $line != *halfway* ]] || echo shown >"$STATE/end"; done)
            """;

        var ended = await _tools.RunAsync("timeout", ["60", "bash", "-c", script]);

        ended.StandardOutput.ShouldContain("10 s: halfway");
    }

    /// <summary>The whole script in a checkout whose .judge another user made, which this one may read and not write.</summary>
    [Theory]
    [InlineData("run hello.py", true, "dotnet Judge.Web.dll run --port 8000 hello.py")]
    [InlineData("down", true, "error: Process ")]
    [InlineData("down", false, "No server started by ./judge up is running.")]
    [InlineData("up", true, "The server is already running")]
    [InlineData("up", false, "/.judge/server.port, a file of the user who ran ./judge here before.")]
    [InlineData("images", false, "/.judge/stage-runner-build.log, a file of the user who ran ./judge here before.")]
    public async Task Who_does_not_own_the_checkouts_state_can_use_its_server_and_is_told_who_can_do_more(string command, bool serverRuns, string told)
    {
        _tools.Put("dotnet", "case $* in --list-sdks) echo 10.0 ;; *) echo \"dotnet ${1##*/} $2 $3 $4 $5\" >&2 ;; esac");
        _tools.Put("docker", "[ \"$1 $2\" != 'image inspect' ] || [ \"$3\" = judge/base ]");
        const string script = """
            checkout=$(mktemp -d)
            trap 'chmod -R u+w "$checkout"; rm -r "$checkout"; [[ -z ${server:-} ]] || kill "$server"' EXIT
            mkdir -p "$checkout/.judge/server" "$checkout/sandbox" "$checkout/Judge.Web"
            cp judge Dockerfile.runner "$checkout"
            cp -r sandbox/setup sandbox/languages sandbox/images sandbox/runner "$checkout/sandbox"
            cd "$checkout"
            touch .judge/turn .judge/server/Judge.Web.dll
            if [[ $SERVER_RUNS == True ]]; then
              # Another user's, whom nobody but root may end.
              bash -c 'exec -a Judge.Web.dll sleep 600' &
              server=$!
              echo "$server" >.judge/server.pid
            fi
            chmod -R a+rX,a-w .
            nobody=()
            ((EUID != 0)) || nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
            "${nobody[@]}" ./judge $COMMAND
            """;

        var ended = await _tools.RunAsync("bash", ["-c", script], new Dictionary<string, string?> { ["COMMAND"] = command, ["SERVER_RUNS"] = $"{serverRuns}" });

        ended.StandardError.ShouldContain(told);
        ended.StandardError.ShouldNotContain("Permission denied");
        ended.StandardError.ShouldNotContain("sandbox/setup/");
    }

    public void Dispose() => _tools.Dispose();
}
