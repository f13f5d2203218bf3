using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CliWrap;
using Judge.Jobs.Redis;
using Judge.Web.Commands;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

/// <summary>A real judge server in a process of its own, with a data folder of its own, on a free loopback port.</summary>
public sealed class JudgeServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly string[] _arguments;
    private readonly StringBuilder _log = new();
    private NamedRedis? _ownedRedis;
    private Process? _process;

    private JudgeServer(Dictionary<string, string> environment, string[] arguments) => (_environment, _arguments) = (environment, arguments);

    public HttpClient Http { get; private set; } = null!;
    public string Data { get; } = Directory.CreateTempSubdirectory("judge-test-").FullName;
    public string Socket => Path.Combine(Data, "redis.sock");
    public int ProcessId => _process!.Id;
    /// <summary>Of a process that has ended.</summary>
    public int ExitCode => _process!.ExitCode;
    /// <summary>The redis-server that REDIS_URL names; null: the server's own.</summary>
    public NamedRedis? Named { get; private set; }

    /// <summary>What the process wrote until now.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>A server on a redis-server of its own.</summary>
    public static async Task<JudgeServer> StartAsync(Dictionary<string, string>? environment = null, params string[] arguments)
    {
        var server = new JudgeServer(environment ?? [], arguments);
        await server.LaunchAsync();
        return server;
    }

    /// <summary>A server on a redis-server that is there already, and that others may use too.</summary>
    public static Task<JudgeServer> StartOnAsync(NamedRedis redis, params string[] arguments) => StartOnAsync(redis, [], arguments);

    /// <summary>As above, with more in its environment.</summary>
    public static async Task<JudgeServer> StartOnAsync(NamedRedis redis, Dictionary<string, string> environment, params string[] arguments)
    {
        var server = new JudgeServer(new(redis.Environment.Concat(environment)), arguments) { Named = redis };
        await server.LaunchAsync();
        return server;
    }

    /// <summary>A server on either form of Redis, which ends with it.</summary>
    public static async Task<JudgeServer> StartOnAsync(RedisForm form, params string[] arguments)
    {
        if (form == RedisForm.Own)
            return await StartAsync(null, arguments);
        var redis = await NamedRedis.StartAsync();
        var server = await StartOnAsync(redis, arguments);
        server._ownedRedis = redis;
        return server;
    }

    /// <summary>A connection to the Redis that the server uses.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => Named is { } redis ? redis.ConnectAsync() : NamedRedis.ConnectAsync(RedisUrl.ForSocket(Socket));

    /// <summary>Starts the process (again), on the same data.</summary>
    public async Task LaunchAsync()
    {
        var port = new ListeningPort();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Path("."), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), .. ListeningPort.Arguments,
            "--Judge:DataFolder", Data, .. _arguments])
            start.ArgumentList.Add(argument);
        start.Environment["REDIS_URL"] = "";
        start.Environment["JUDGE_ADMIN_KEY"] = "";
        // Each server would try out every language anew, on its own Redis.
        start.Environment["Judge__TestLanguagesAtStart"] = "false";
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
#pragma warning disable RS0030 // The tests kill this process by its id and read it as it lives.
        _process = Process.Start(start)!;
#pragma warning restore RS0030
        _process.OutputDataReceived += (_, line) => { port.Read(line.Data); lock (_log) _log.AppendLine(line.Data); };
        _process.ErrorDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Log}");
            }
            if (port.Number is not { } number)
                continue;
            Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{number}"), Timeout = TimeSpan.FromSeconds(100) };
            if ((await Http.GetAsync("/health/live")).IsSuccessStatusCode)
                return;
            Http.Dispose();
        }
        throw new TimeoutException($"The server did not start:\n{Log}");
    }

    /// <summary>Posts it and waits for its end, which a busy machine may take longer to reach than one request may wait.</summary>
    public async Task<JsonObject> RunAsync(object request)
    {
        var result = await PostAndWaitAsync(request, 60);
        return result["status"]?.ToString() is "PENDING" or "PROCESSING" ? await EndedAsync(result["submission_id"]!.ToString()) : result;
    }

    /// <summary>What one request is answered that waits for so many seconds.</summary>
    public async Task<JsonObject> PostAndWaitAsync(object request, int waitSec)
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

    /// <summary>The result once it has ended.</summary>
    public async Task<JsonObject> EndedAsync(string id)
    {
        for (var tries = 0; tries < 10; tries++)
            if (await ResultAsync(id) is var result && result["status"]!.ToString() is not ("PENDING" or "PROCESSING"))
                return result;
        throw new TimeoutException($"Submission {id} did not end within ten minutes.");
    }

    /// <summary>Waits until a worker has it; throws if it has ended before that was seen.</summary>
    public Task UntilProcessingAsync(string id) =>
        Patience.UntilAsync($"submission {id} is begun", 30, async () => (await ResultAsync(id, 0)) is var result && result["status"]!.ToString() switch
        {
            "PROCESSING" => true,
            "PENDING" => false,
            _ => throw new InvalidOperationException($"It ended before it was seen running; let it run for longer: {result.ToJsonString()}"),
        });

    /// <summary>SIGKILL to the server alone: its redis-server goes by the end of its pipe.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(10) && SocketAnswers(); await Task.Delay(50))
        {
        }
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal) =>
        await Cli.Wrap("kill").WithArguments(["-" + signal, ProcessId.ToString(CultureInfo.InvariantCulture)]).ExecuteAsync();

    /// <summary>SIGTERM, and the wait for its end.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process!.HasExited)
            await StopAsync();
        Http.Dispose();
        if (_ownedRedis is { } redis)
            await redis.DisposeAsync();
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
}
