using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Judge.Tests.EndToEnd;

/// <summary>A real judge server in a process of its own, with a data folder of its own, on a free loopback port.</summary>
public sealed class JudgeServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly string[] _arguments;
    private readonly bool _ownsData;
    private Process? _process;

    private JudgeServer(string data, bool ownsData, Dictionary<string, string> environment, string[] arguments) =>
        (Data, _ownsData, _environment, _arguments) = (data, ownsData, environment, arguments);

    public HttpClient Http { get; private set; } = null!;
    public string Data { get; }
    public string Socket => System.IO.Path.Combine(Data, "redis.sock");
    public int ProcessId => _process!.Id;

    public static async Task<JudgeServer> StartAsync(Dictionary<string, string>? environment = null, params string[] arguments)
    {
        var server = new JudgeServer(Directory.CreateTempSubdirectory("judge-test-").FullName, true, environment ?? [], arguments);
        await server.LaunchAsync();
        return server;
    }

    /// <summary>Starts the process (again), on the same data.</summary>
    public async Task LaunchAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Path("."), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[System.IO.Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), "--urls", $"http://127.0.0.1:{port}",
            "--Judge:DataFolder", Data, .. _arguments])
            start.ArgumentList.Add(argument);
        start.Environment["REDIS_URL"] = "";
        start.Environment["JUDGE_ADMIN_KEY"] = "";
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
#pragma warning disable RS0030 // The tests kill this process by its id and read it as it lives.
        _process = Process.Start(start)!;
#pragma warning restore RS0030
        var log = new System.Text.StringBuilder();
        _process.OutputDataReceived += (_, line) => { lock (log) log.AppendLine(line.Data); };
        _process.ErrorDataReceived += (_, line) => { lock (log) log.AppendLine(line.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(100) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{log}");
            try
            {
                if ((await Http.GetAsync("/health/live")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new TimeoutException($"The server did not start:\n{log}");
    }

    public async Task<JsonObject> RunAsync(object request, int waitSec = 60)
    {
        using var answer = await Http.PostAsJsonAsync($"/execute?wait={waitSec}", request);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async Task<string> PostAsync(object request)
    {
        using var answer = await Http.PostAsJsonAsync("/execute", request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["submission_id"]!.ToString();
    }

    public async Task<JsonObject> ResultAsync(string id, int waitSec = 60) => (await Http.GetFromJsonAsync<JsonObject>($"/result/{id}?wait={waitSec}"))!;

    /// <summary>Waits until a worker has it.</summary>
    public async Task UntilProcessingAsync(string id)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(20))
            if ((await ResultAsync(id, 0))["status"]!.ToString() == "PROCESSING")
                return;
        throw new TimeoutException($"Submission {id} was not begun.");
    }

    /// <summary>SIGKILL to the server alone: its redis-server goes by the end of its pipe.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(10) && SocketAnswers(); await Task.Delay(50))
        {
        }
    }

    /// <summary>SIGTERM, and the wait for its end.</summary>
    public async Task StopAsync()
    {
        using var term = Process.Start("kill", ["-TERM", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process!.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process!.HasExited)
            await StopAsync();
        Http.Dispose();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
    }

    private bool SocketAnswers()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Socket));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One server for the tests that do it no harm.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public JudgeServer Judge { get; private set; } = null!;
    public async Task InitializeAsync() => Judge = await JudgeServer.StartAsync();
    public async Task DisposeAsync() => await Judge.DisposeAsync();
}

[CollectionDefinition("server")]
public sealed class ServerCollection : ICollectionFixture<SharedServer>;
