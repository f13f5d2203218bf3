using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CliWrap;
using Judge.Jobs.Redis;
using Judge.Tests.EndToEnd;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

public sealed class EmbeddedRedisStartTests : IDisposable
{
    private const int Keys = 60_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-redis-").FullName;
    private readonly List<string> _told = [];

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task A_store_that_takes_longer_to_load_than_redis_may_be_silent_is_waited_for()
    {
        await FillAsync();
        // 24 s and more: Redis sleeps so many microseconds at each key.
        var slow = Program("slow-redis", "exec redis-server \"$@\" --key-load-delay 400");

        using var redis = EmbeddedRedis.Start(Data, slow, TimeSpan.FromSeconds(20), _told.Add);

        await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisUrl.ForSocket(redis.Socket));
        (await connection.GetServers()[0].DatabaseSizeAsync()).ShouldBe(Keys);
        _told.Count.ShouldBeGreaterThanOrEqualTo(2);
        _told.ShouldAllBe(line => line.StartsWith($"Waiting for redis-server, which is loading its data from {Data}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exec sleep 600", 1, "redis-server runs but has not answered for 1 s, so it was ended. Its log is {0}/redis.log.")]
    [InlineData("exit 3", 60, "redis-server ended with status 3 while it started. Why is in its log, {0}/redis.log.")]
    [InlineData("exec redis-server \"$@\" --bogus 1", 60, "redis-server ended with status 1 while it started. Why is in its log, {0}/redis.log.")]
    [InlineData("exit 127", 60, "redis-server could not be run. Is it installed? (apt-get install redis-server)")]
    public void A_redis_server_that_does_not_start_is_told_of_as_what_it_did_and_leaves_the_folder_free(string script, int patienceSec, string message)
    {
        var program = Program("bad-redis", script);

        var error = Should.Throw<InvalidOperationException>(() => EmbeddedRedis.Start(Data, program, TimeSpan.FromSeconds(patienceSec), _told.Add));

        error.Message.ShouldBe(string.Format(CultureInfo.InvariantCulture, message, Data));
        _told.ShouldBeEmpty();
        EmbeddedRedis.Start(Data).Dispose();
    }

    [Fact]
    public void A_redis_server_that_is_not_installed_is_told_of_so() =>
        Should.Throw<InvalidOperationException>(() => EmbeddedRedis.Start(Data, "no-such-redis-server", TimeSpan.FromSeconds(60), _told.Add))
            .Message.ShouldBe("redis-server could not be run. Is it installed? (apt-get install redis-server)");

    [Fact]
    public void A_folder_that_another_server_has_is_told_of_so()
    {
        using var first = EmbeddedRedis.Start(Data);

        Should.Throw<InvalidOperationException>(() => EmbeddedRedis.Start(Data)).Message.ShouldStartWith($"Another judge server owns {Data}. ");
    }

    [Theory]
    [InlineData("Directory")]
    [InlineData("Loop")]
    public void A_folder_that_cannot_be_used_is_told_of_as_that_and_not_as_anothers(string obstacle)
    {
        var path = Path.Combine(Directory.CreateDirectory(Data).FullName, "lock");
        if (obstacle == "Directory")
            Directory.CreateDirectory(path);
        else
            File.CreateSymbolicLink(path, path);

        var message = Should.Throw<InvalidOperationException>(() => EmbeddedRedis.Start(Data)).Message;

        message.ShouldStartWith("Judge:DataFolder cannot be used: ");
        message.ShouldContain(Data);
    }

    [Fact]
    public void A_folder_whose_bytes_are_too_many_for_a_socket_is_refused_though_its_letters_are_few()
    {
        var folder = Path.Combine(_folder, new string('ü', 50));

        Should.Throw<InvalidOperationException>(() => EmbeddedRedis.Start(folder)).Message.ShouldStartWith("Judge:DataFolder is too long for a unix socket (100 bytes with its name)");

        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stop_request_ends_a_server_that_waits_for_its_data_and_its_redis_too()
    {
        await FillAsync();
        // A minute and more. The real one is found behind this one's folder on the PATH.
        Program("redis-server", "PATH=${PATH#*:} exec redis-server \"$@\" --key-load-delay 1000");
        var log = new StringBuilder();
        var output = PipeTarget.ToDelegate(line => { lock (log) log.AppendLine(line); });

        var server = Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), "--urls", "http://127.0.0.1:0", "--Judge:DataFolder", Data])
            .WithWorkingDirectory(Repository.Path("."))
            .WithEnvironmentVariables(variables => variables.Set("REDIS_URL", "").Set("PATH", _folder + ":" + Environment.GetEnvironmentVariable("PATH")))
            .WithStandardOutputPipe(output)
            .WithStandardErrorPipe(output)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        await Patience.UntilAsync("the server tells what it waits for", 60, () => Task.FromResult(LogOf(log).Contains("Waiting for redis-server, which is loading its data")));
        await Cli.Wrap("kill").WithArguments(["-TERM", server.ProcessId.ToString(CultureInfo.InvariantCulture)]).ExecuteAsync();

        (await server).ExitCode.ShouldBe(128 + 15, LogOf(log));
        await Patience.UntilAsync("its redis-server ends", 30, () => Task.FromResult(!Listens()));
    }

    /// <summary>A store of a size that loads at once.</summary>
    private async Task FillAsync()
    {
        using var redis = EmbeddedRedis.Start(Data);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisUrl.ForSocket(redis.Socket));
        for (var key = 0; key < Keys; key++)
            await connection.GetDatabase().StringSetAsync($"key:{key}", key, flags: CommandFlags.FireAndForget);
        (await connection.GetServers()[0].DatabaseSizeAsync()).ShouldBe(Keys);
    }

    private string Program(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        StandInScript.Write(path, "#!/bin/sh\n" + script + "\n");
        return path;
    }

    private bool Listens()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(Data, "redis.sock")));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string LogOf(StringBuilder log)
    {
        lock (log)
            return log.ToString();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
