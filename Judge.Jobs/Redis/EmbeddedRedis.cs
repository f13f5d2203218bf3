#pragma warning disable RS0030 // This child outlives calls and is held by its stdin; start and restart block threads of their own.
using System.Diagnostics;
using System.Net.Sockets;

namespace Judge.Jobs.Redis;

/// <summary>
/// The server's own redis-server: a child process in a private folder held by a file lock, reached by a unix socket and no port.
/// It is restarted when it dies, and ends with this process even when that is killed: a shell between the two kills it at the end
/// of file of a pipe that only we hold, and the kernel ends it when that shell is killed itself.
/// </summary>
public sealed class EmbeddedRedis : IDisposable
{
    private const string Guard = """
        exec 3<&0
        setpriv --pdeathsig TERM "$@" </dev/null >/dev/null 2>&1 3<&- &
        child=$!
        ( cat <&3 >/dev/null; kill -TERM $child ) 2>/dev/null &
        exec 3<&- 0</dev/null
        wait $child
        """;

    private readonly string _folder;
    private readonly FileStream _lock;
    private Process? _process;
    private volatile bool _disposed;

    private EmbeddedRedis(string folder, FileStream @lock) => (_folder, _lock) = (folder, @lock);

    /// <summary>Path of the unix socket.</summary>
    public string Socket => Path.Combine(_folder, "redis.sock");

    /// <summary>Locks the folder, starts the server and waits until it takes connections.</summary>
    /// <exception cref="InvalidOperationException">Another server owns the folder, or redis-server does not start; the message says what to do.</exception>
    public static EmbeddedRedis Start(string folder)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Path.Combine(folder, "redis.sock").Length > 100)
            throw new InvalidOperationException($"Judge:DataFolder is too long for a unix socket (100 characters with its name): {folder}. Name a shorter one.");
        FileStream @lock;
        try
        {
            @lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException(
                $"Another judge server owns {folder}. Stop it, name another Judge:DataFolder, or give both one Redis with REDIS_URL.", e);
        }
        var redis = new EmbeddedRedis(folder, @lock);
        redis.Launch();
        redis.WaitUntilReady();
        return redis;
    }

    private void Launch()
    {
        // A session of its own: Ctrl-C in the server's terminal would end it before the server has drained.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, WorkingDirectory = _folder };
        foreach (var argument in (string[])["/bin/sh", "-c", Guard, "sh", "redis-server",
            "--port", "0", "--unixsocket", Socket, "--unixsocketperm", "700", "--dir", _folder, "--appendonly", "yes",
            "--appendfsync", "everysec", "--save", "", "--daemonize", "no", "--logfile", Path.Combine(_folder, "redis.log")])
            start.ArgumentList.Add(argument);
        File.Delete(Socket);
        var process = Process.Start(start) ?? throw new InvalidOperationException("setsid could not be started.");
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => Restart(process);
        _process = process;
    }

    private void Restart(Process dead)
    {
        // Closing our end of the pipe lets the dead server's guard go as well.
        dead.Dispose();
        if (_disposed)
            return;
        // A server that cannot start (disk full) is tried again each second, not in a tight loop.
        Thread.Sleep(1000);
        try
        {
            if (!_disposed)
                Launch();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Nobody above us would catch it; /health/ready tells that Redis does not answer.
            Console.Error.WriteLine($"redis-server could not be started again: {e.Message}");
        }
    }

    private void WaitUntilReady()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(20))
        {
            if (!File.Exists(Socket))
                continue;
            try
            {
                using var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.ReceiveTimeout = 1000;
                socket.Connect(new UnixDomainSocketEndPoint(Socket));
                socket.Send("PING\r\n"u8);
                var answer = new byte[5];
                // "-LOADING" while the append-only file is read: not yet.
                if (socket.Receive(answer) == 5 && answer[0] == (byte)'+')
                    return;
            }
            catch (SocketException)
            {
                // Not listening yet; tried again until the time is up.
            }
        }
        Dispose();
        throw new InvalidOperationException(
            $"redis-server did not start within 30 s. Its log is {Path.Combine(_folder, "redis.log")}. Is it installed? (apt-get install redis-server)");
    }

    /// <summary>Ends the server, which writes its file out first.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            _process?.StandardInput.Close();
            _process?.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (InvalidOperationException)
        {
            // It died by itself just now: nothing is left to end.
        }
        _lock.Dispose();
    }
}
