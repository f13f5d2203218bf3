using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>Waits and memories run on the clock that nobody sets.</summary>
[Trait("Needs", "Docker")]
public sealed class ClockSetBackTests : IDisposable
{
    private readonly StandInEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_lengthens_no_wait_and_keeps_no_answer()
    {
        using var clock = await ClockOfAProcess.MakeAsync();
        await using var server = await JudgeServer.StartAsync(clock.Environment, "--Judge:Workers", "1", "--Sandbox:Engine", _engine.Command);
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(30)", wall_time_limit_sec = 60 });
        await server.UntilProcessingAsync(running);
        await Patience.UntilAsync("the engine is well", 60, async () => await ReadyAsync() == HttpStatusCode.OK);

        var waiting = server.Http.PostAsJsonAsync("/execute?wait=5", new { source_code = "print(1)" });
        await Patience.UntilAsync("it waits", 60, async () => { await using var redis = await server.ConnectAsync(); return await redis.GetDatabase().SortedSetLengthAsync("submissions:unfinished") == 2; });
        await ReadyAsync();
        _engine.Go();
        await clock.SetBackAsync(TimeSpan.FromHours(1));

        using var answer = await waiting.WaitAsync(TimeSpan.FromMinutes(5));
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Patience.UntilAsync("the engine's silence is told", 120, async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable);
        // Its containers are to be removed.
        _engine.Recover();

        async Task<HttpStatusCode> ReadyAsync()
        {
            using var ready = await server.Http.GetAsync("/health/ready");
            return ready.StatusCode;
        }
    }
}
