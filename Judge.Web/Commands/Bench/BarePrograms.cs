using CliWrap;
using CliWrap.Buffered;

namespace Judge.Web.Commands.Bench;

/// <summary>What a submission is compared with: the same program started directly, and by one hardened <c>docker run</c>.</summary>
internal sealed class BarePrograms : IAsyncDisposable
{
    private static readonly string[] s_hardened =
    [
        "run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
        "--pids-limit", "64", "--memory", "256m", "--memory-swap", "256m", "--cpus", "1",
    ];

    private const string CName = "hello";

    private readonly string _folder;
    private readonly string _pythonSource;

    private BarePrograms(string folder, string pythonSource) => (_folder, _pythonSource) = (folder, pythonSource);

    public static async Task<BarePrograms> PrepareAsync(string cSource, string pythonSource, CancellationToken stop)
    {
        var bare = new BarePrograms(Directory.CreateTempSubdirectory("judge-bench-").FullName, pythonSource);
        await bare.CompileAsync(CName, cSource, stop);
        return bare;
    }

    /// <summary>A static program of another source.</summary>
    public async Task<byte[]> CompileAsync(string name, string source, CancellationToken stop)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file + ".c", source, stop);
        await RunAsync("gcc", ["-O2", "-static", "-o", file, file + ".c"], stop);
        return await File.ReadAllBytesAsync(file, stop);
    }

    /// <summary>The compiled C program.</summary>
    public Task<byte[]> ReadCAsync(CancellationToken stop) => File.ReadAllBytesAsync(CFile, stop);

    private string CFile => Path.Combine(_folder, CName);

    public Task RunCAsync(CancellationToken stop) => RunAsync(CFile, [], stop);

    public Task RunPythonAsync(CancellationToken stop) => RunAsync("/usr/bin/python3", ["-c", _pythonSource], stop);

    public Task RunCInDockerAsync(CancellationToken stop) =>
        RunAsync("docker", [.. s_hardened, "-v", CFile + ":/hello:ro", "--entrypoint", "/hello", "judge/c:" + ImageTag], stop);

    public Task RunPythonInDockerAsync(CancellationToken stop) =>
        RunAsync("docker", [.. s_hardened, "--entrypoint", "/usr/bin/python3", "judge/python:" + ImageTag, "-c", _pythonSource], stop);

    /// <summary>Processor, cores, kernel, engine, and how busy the machine is with other work, in a line.</summary>
    public static async Task<string> DescribeMachineAsync(CancellationToken stop)
    {
        var model = (await File.ReadAllLinesAsync("/proc/cpuinfo", stop)).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var engine = await Cli.Wrap("docker").WithArguments(["info", "--format", "Docker {{.ServerVersion}}, cgroup v{{.CgroupVersion}}"]).ExecuteBufferedAsync(stop);
        var load = (await File.ReadAllTextAsync("/proc/loadavg", stop)).Split(' ')[0];
        return $"{Environment.ProcessorCount} cores ({model ?? "unknown processor"}), Linux {Environment.OSVersion.Version.ToString(2)}, {engine.StandardOutput.Trim()}, load average before {load}";
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // As the server finds it: ./judge images gave the images this tag.
    public static string ImageTag => Environment.GetEnvironmentVariable("Sandbox__ImageTag") is { Length: > 0 } tag ? tag : "latest";

    private static async Task RunAsync(string file, string[] arguments, CancellationToken stop) =>
        // The null target would close the pipe, and the program would die of writing to it.
        await Cli.Wrap(file).WithArguments(arguments).WithStandardOutputPipe(PipeTarget.ToStream(Stream.Null)).ExecuteAsync(stop);
}
