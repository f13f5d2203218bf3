using System.Globalization;
using System.Text;
using CliWrap;
using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

/// <summary>The two ways a server comes by its Redis.</summary>
public enum RedisForm
{
    /// <summary>Its own redis-server, on a unix socket.</summary>
    Own,
    /// <summary>One that REDIS_URL names, on a port, with a password and a database number.</summary>
    Named,
}

/// <summary>A real redis-server on a loopback port, with an append-only file, that ends with the tests.</summary>
public sealed class NamedRedis : IAsyncDisposable
{
    private const string Password = "a p@ss/word";
    /// <summary>
    /// Ends redis-server when the tests' end of the pipe is closed, be it by their death, and ends when it does. A file that may not grow fails
    /// its write and kills nobody.
    /// </summary>
    private const string Guard = """
        trap '' XFSZ
        exec 3<&0
        redis-server "$@" </dev/null 3<&- & redis=$!
        { cat <&3; kill $redis; } >/dev/null 2>&1 &
        wait $redis
        """;
    /// <summary>Below those that Linux gives to whoever asks for any.</summary>
    private const int LeastPort = 20_000, MostPort = 32_767;
    private const int PortsTried = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-redis-").FullName;
    private readonly bool _tls;
    private readonly StringBuilder _log = new();
    private int _port;
    private TaskCompletionSource _stop = new();
    private Task _guard = Task.CompletedTask;

    private NamedRedis(bool tls) => _tls = tls;

    /// <summary>What REDIS_URL says.</summary>
    public string Url => $"{(_tls ? "rediss" : "redis")}://:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/3";

    /// <summary>How redis-cli reaches it.</summary>
    public string[] CliArguments => ["--no-auth-warning", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-a", Password, "-n", "3"];

    /// <summary>What a server needs to know of it.</summary>
    public Dictionary<string, string> Environment =>
        _tls ? new() { ["REDIS_URL"] = Url, ["SSL_CERT_FILE"] = Certificate } : new() { ["REDIS_URL"] = Url };

    private string Certificate => Path.Combine(_folder, "certificate.pem");

    public static async Task<NamedRedis> StartAsync(bool tls = false)
    {
        var redis = new NamedRedis(tls);
        if (tls)
            await Cli.Wrap("openssl").WithArguments(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", Path.Combine(redis._folder, "key.pem"), "-out", redis.Certificate]).ExecuteAsync();
        for (var tries = 0; tries < PortsTried; tries++)
        {
            redis._port = Random.Shared.Next(LeastPort, MostPort + 1);
            if (await redis.ListensAsync([]))
                return redis;
        }
        throw new InvalidOperationException($"redis-server listens on none of {PortsTried} ports:\n{redis._log}");
    }

    /// <summary>Starts it again, on the same port and data, with more options where they are given.</summary>
    public async Task LaunchAsync(params string[] options)
    {
        if (!await ListensAsync(options))
            throw new InvalidOperationException($"redis-server did not start again:\n{_log}");
    }

    /// <summary>Starts it; false when it ended at once, as it does where its port is another's.</summary>
    private async Task<bool> ListensAsync(string[] options)
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        string[] ports = _tls
            ? ["--port", "0", "--tls-port", port, "--tls-cert-file", Certificate, "--tls-key-file", Path.Combine(_folder, "key.pem"), "--tls-auth-clients", "no"]
            : ["--port", port];
        await StopAsync();
        _stop = new TaskCompletionSource();
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _guard = Cli.Wrap("sh").WithArguments(["-c", Guard, "sh", .. ports, "--bind", "127.0.0.1", "--requirepass", Password, "--dir", _folder, "--appendonly", "yes", "--save", "", .. options])
            .WithStandardInputPipe(PipeSource.Create((_, _) => _stop.Task))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line =>
            {
                _log.AppendLine(line);
                // It listens by then, and loads its data only now. Whether the port answers would be no proof: it could be another's.
                if (line.Contains("Server initialized", StringComparison.Ordinal))
                    listens.TrySetResult();
            }))
            .WithValidation(CommandResultValidation.None).ExecuteAsync();
        return await Task.WhenAny(listens.Task, _guard).WaitAsync(TimeSpan.FromSeconds(60)) == listens.Task;
    }

    /// <summary>Ends it, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        _stop.TrySetResult();
        await _guard;
    }

    /// <summary>None of its files may grow, as on a full disk.</summary>
    public Task FillDiskAsync() => LimitFilesAsync("1");

    public Task MakeRoomAsync() => LimitFilesAsync("unlimited");

    private async Task LimitFilesAsync(string bytes)
    {
        await using var redis = await ConnectAsync();
        var process = (await redis.GetServers()[0].InfoAsync("server")).SelectMany(section => section).Single(fact => fact.Key == "process_id").Value;
        await Cli.Wrap("prlimit").WithArguments(["--pid", process, $"--fsize={bytes}:unlimited"]).ExecuteAsync();
    }

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(RedisUrl.Parse(Url));

    /// <summary>A connection that takes a silence of that long for a Redis that is away.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync(TimeSpan patience)
    {
        var options = RedisUrl.Parse(Url);
        options.AsyncTimeout = (int)patience.TotalMilliseconds;
        return ConnectAsync(options);
    }

    /// <summary>A connection that may ask a server for its process, kill it, or change its users.</summary>
    public static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        options.AllowAdmin = true;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
