using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace Judge.Web.Commands.Bench;

/// <summary>A server in a process of its own, with a data folder of its own, on a free port, as ./judge up would start it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("judge-bench-data-").FullName;
    private readonly ListeningPort _port = new();
    private readonly CommandTask<CommandResult> _process;

    private BenchServer(string[] settings)
    {
        _process = Cli.Wrap(Environment.ProcessPath!)
            .WithArguments([typeof(BenchServer).Assembly.Location, .. ListeningPort.Arguments, "--Judge:DataFolder", _data, "--Judge:TestLanguagesAtStart", "false", .. settings])
            .WithEnvironmentVariables(variables => variables.Set("REDIS_URL", "").Set("JUDGE_ADMIN_KEY", "").Set("OTEL_EXPORTER_OTLP_ENDPOINT", ""))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(_port.Read))
            .WithStandardErrorPipe(PipeTarget.ToStream(Console.OpenStandardError()))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
    }

    /// <summary>Of a server that has started.</summary>
    public int Port => _port.Number!.Value;

    /// <param name="settings">Options of its command line beside the usual ones.</param>
    public static async Task<BenchServer> StartAsync(CancellationToken stop, params string[] settings)
    {
        var server = new BenchServer(settings);
        using var http = new HttpClient();
        for (var deadline = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < deadline; await Task.Delay(100, stop))
        {
            if (server._process.Task.IsCompleted)
                break;
            if (server._port.Number is null)
                continue;
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{server.Port}/health/ready", stop);
                if (answer.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        await server.DisposeAsync();
        throw new InvalidOperationException("The server to be measured did not become ready within 60 s. ./judge doctor tells what is missing.");
    }

    /// <summary>Resident memory of the server and of its redis-server, and each idle container's as its cgroup counts it, in MB.</summary>
    public async Task<IReadOnlyList<(string What, double Mb)>> MemoryMbAsync(CancellationToken stop)
    {
        List<(string, double)> rows = [("server (.NET), resident", await ResidentMbAsync(_process.ProcessId, stop))];
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            if (await CommandLineAsync(folder, stop) is var line && line.StartsWith("redis-server", StringComparison.Ordinal) && line.Contains(_data, StringComparison.Ordinal))
                rows.Add(("its redis-server, resident", await ResidentMbAsync(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), stop)));
        }
        rows.AddRange(await ContainersAsync(stop));
        return rows;
    }

    private async Task<IEnumerable<(string, double)>> ContainersAsync(CancellationToken stop)
    {
        // Other servers' containers run on this host too; ours carry the label that our Redis knows.
        var fleet = await Cli.Wrap("redis-cli").WithArguments(["-s", Path.Combine(_data, "redis.sock"), "GET", "judge:fleet"]).ExecuteBufferedAsync(stop);
        var list = await Cli.Wrap("docker")
            .WithArguments(["ps", "--filter", "label=judge.fleet=" + fleet.StandardOutput.Trim(), "--format", "{{.ID}} {{.Label \"judge.image\"}}"])
            .ExecuteBufferedAsync(stop);
        var images = list.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        if (images.Count == 0)
            return [];
        var stats = await Cli.Wrap("docker").WithArguments(["stats", "--no-stream", "--format", "{{.ID}} {{.MemUsage}}", .. images.Keys]).ExecuteBufferedAsync(stop);
        return stats.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .GroupBy(part => images[part[0]], StringComparer.Ordinal)
            .Select(group => ($"idle container of {group.Key}, mean of {group.Count()}", group.Average(part => Megabytes(part[1]))));
    }

    // docker stats writes 3.125MiB, 512KiB or 1.2GiB.
    private static double Megabytes(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var factor = text[digits..] switch { "GiB" => 1024.0, "MiB" => 1.0, "KiB" => 1.0 / 1024, _ => 1.0 / (1 << 20) };
        return double.Parse(text[..digits], CultureInfo.InvariantCulture) * factor;
    }

    private static async Task<string> CommandLineAsync(string processFolder, CancellationToken stop)
    {
        try
        {
            return (await File.ReadAllTextAsync(Path.Combine(processFolder, "cmdline"), stop)).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended just now.
            return "";
        }
    }

    private static async Task<double> ResidentMbAsync(int processId, CancellationToken stop)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{processId}/status", stop)).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        // Not SIGINT, which a process that a script started in the background ignores, and those that it starts with it.
        await Cli.Wrap("kill").WithArguments([_process.ProcessId.ToString(CultureInfo.InvariantCulture)]).WithValidation(CommandResultValidation.None).ExecuteAsync();
        await _process;
        Directory.Delete(_data, recursive: true);
    }
}
