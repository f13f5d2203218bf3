using System.Net;
using System.Net.Http.Json;
using CliWrap;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>Waits and memories run on the clock that nobody sets.</summary>
[Trait("Needs", "Docker")]
public sealed class ClockSetBackTests : IDisposable
{
    /// <summary>For a process alone: the host's clock is everybody's.</summary>
    private const string Clock = """
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>
        int clock_gettime(clockid_t clock, struct timespec *now)
        {
            int error = syscall(SYS_clock_gettime, clock, now);
            if (!error && clock == CLOCK_REALTIME && access(getenv("SET_BACK"), F_OK) == 0)
                now->tv_sec -= 3600;
            return error;
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-clock-").FullName;
    private readonly StandInEngine _engine = new();

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_lengthens_no_wait_and_keeps_no_answer()
    {
        var (source, library, setBack) = (Path.Combine(_folder, "clock.c"), Path.Combine(_folder, "clock.so"), Path.Combine(_folder, "set-back"));
        await File.WriteAllTextAsync(source, Clock);
        await Cli.Wrap("gcc").WithArguments(["-shared", "-fPIC", "-o", library, source]).ExecuteAsync();
        await using var server = await JudgeServer.StartAsync(new() { ["LD_PRELOAD"] = library, ["SET_BACK"] = setBack },
            "--Judge:Workers", "1", "--Sandbox:Engine", _engine.Command);
        var running = await server.PostAsync(new { source_code = "import time; time.sleep(30)", wall_time_limit_sec = 60 });
        await server.UntilProcessingAsync(running);
        await Patience.UntilAsync("the engine is well", 60, async () => await ReadyAsync() == HttpStatusCode.OK);

        var waiting = server.Http.PostAsJsonAsync("/execute?wait=5", new { source_code = "print(1)" });
        await Patience.UntilAsync("it waits", 60, async () => { await using var redis = await server.ConnectAsync(); return await redis.GetDatabase().SortedSetLengthAsync("submissions:unfinished") == 2; });
        await ReadyAsync();
        _engine.Go();
        await File.WriteAllTextAsync(setBack, "");

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
