using System.Text;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A container of Python in which interpreters are started ahead of their programs.</summary>
internal sealed class PythonStartedAhead(Slot python)
{
    public static Dictionary<string, string> Env { get; } = new(StringComparer.Ordinal) { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LANG"] = "C.UTF-8", ["HOME"] = "/tmp" };

    public static StartAhead Ahead { get; } = new()
    {
        Argv = ["/usr/bin/python3", "main.py"],
        Env = Env,
        HeldFile = "main.py",
        StackBytes = 64L << 20,
    };

    public static RunRequest Request(string source, string stdin = "") => new()
    {
        Argv = Ahead.Argv,
        Env = Env,
        Files = [new BoxFile("main.py", Encoding.UTF8.GetBytes(source))],
        Stdin = Encoding.UTF8.GetBytes(stdin),
        Limits = new RunLimits { Cpu = TimeSpan.FromSeconds(5), Wall = TimeSpan.FromSeconds(20), MemoryBytes = 256L << 20 },
    };

    public async Task<RunReport> RunAsync(RunRequest request, int aheadMs = 40)
    {
        python.StartAhead(Ahead);
        // Mostly long enough for the interpreter to reach its program and be held there; both ways must do.
        await Task.Delay(aheadMs);
        var run = await python.RunAsync(request, CancellationToken.None);
        run.StartedAhead.ShouldBeTrue();
        return run;
    }

    /// <summary>Of several runs: what a busy machine has not started yet when its run comes is charged to that.</summary>
    public async Task<RunReport> CheapestAsync(RunRequest request)
    {
        var runs = new List<RunReport>();
        foreach (var aheadMs in (int[])[500, 1000, 2000])
            runs.Add(await RunAsync(request, aheadMs));
        return runs.MinBy(run => run.Cpu)!;
    }
}
