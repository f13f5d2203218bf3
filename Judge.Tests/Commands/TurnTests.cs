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

    public void Dispose() => _tools.Dispose();
}
