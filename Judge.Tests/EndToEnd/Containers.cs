using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>The containers of one server, as the engine's command line sees them.</summary>
internal static class Containers
{
    public static async Task KillAllOfAsync(JudgeServer server)
    {
        await using var redis = await server.ConnectAsync();
        var fleet = (string)(await redis.GetDatabase().StringGetAsync("judge:fleet"))!;
        // One that is just starting or ending cannot be killed, and the others are none the less.
        var killed = await Cli.Wrap("sh").WithArguments(["-c", $"docker ps -q --filter label=judge.fleet={fleet} | xargs -r docker kill"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        killed.StandardOutput.ShouldNotBeEmpty();
    }
}
