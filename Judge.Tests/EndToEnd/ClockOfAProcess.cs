using CliWrap;

namespace Judge.Tests.EndToEnd;

/// <summary>A clock that is set back for the processes with its <see cref="Environment"/> alone: the host's is everybody's.</summary>
internal sealed class ClockOfAProcess : IDisposable
{
    /// <summary>Reads by how many seconds it is set back from the length of a file.</summary>
    private const string Library = """
        #include <stdlib.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>
        int clock_gettime(clockid_t clock, struct timespec *now)
        {
            struct stat file;
            int error = syscall(SYS_clock_gettime, clock, now);
            if (!error && clock == CLOCK_REALTIME && getenv("SET_BACK") && stat(getenv("SET_BACK"), &file) == 0)
                now->tv_sec -= file.st_size;
            return error;
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-clock-").FullName;

    private ClockOfAProcess()
    {
    }

    private string SetBackFile => Path.Combine(_folder, "set-back");
    private string LibraryFile => Path.Combine(_folder, "clock.so");

    /// <summary>What a process that goes by it is started with.</summary>
    public Dictionary<string, string> Environment => new() { ["LD_PRELOAD"] = LibraryFile, ["SET_BACK"] = SetBackFile };

    public static async Task<ClockOfAProcess> MakeAsync()
    {
        var clock = new ClockOfAProcess();
        var source = Path.Combine(clock._folder, "clock.c");
        await File.WriteAllTextAsync(source, Library);
        await Cli.Wrap("gcc").WithArguments(["-shared", "-fPIC", "-o", clock.LibraryFile, source]).ExecuteAsync();
        return clock;
    }

    public Task SetBackAsync(TimeSpan by) => File.WriteAllTextAsync(SetBackFile, new string(' ', (int)by.TotalSeconds));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
