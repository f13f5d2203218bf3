#pragma warning disable RS0030 // This child outlives calls and is held by its stdin; start and restart block threads of their own.
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

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

    /// <summary>The kernel takes 107.</summary>
    private const int SocketPathMaxBytes = 100;
    /// <summary>EWOULDBLOCK: another holds the lock.</summary>
    private const int WouldBlock = 11;

    /// <summary>How long a redis-server that starts may say nothing.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly string _program;
    private readonly FileStream _lock;
    private readonly Action<string> _tell;
    private readonly long _maxMemoryBytes;
    private readonly TaskCompletionSource<int> _endedAtStart = new();
    private Process? _process;
    private volatile bool _bounded;
    private volatile bool _disposed;

    private EmbeddedRedis(string folder, string program, FileStream @lock, Action<string> tell, long maxMemoryBytes) =>
        (_folder, _program, _lock, _tell, _maxMemoryBytes) = (folder, program, @lock, tell, maxMemoryBytes);

    /// <summary>Path of the unix socket.</summary>
    public string Socket => Path.Combine(_folder, "redis.sock");

    private string LogFile => Path.Combine(_folder, "redis.log");

    /// <summary>
    /// Locks the folder, starts the server and waits until it takes commands: as long as it loads its data, which is told to <paramref name="tell"/>,
    /// and later that it could not be started again. Its memory is bounded from <see cref="BoundMemory"/> on; 0: it is not.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another server owns the folder, it cannot be used, or redis-server does not start; the message says what to do.</exception>
    public static EmbeddedRedis Start(string folder, Action<string>? tell = null, long maxMemoryBytes = 0) =>
        Start(folder, "redis-server", s_patience, tell ?? (_ => { }), maxMemoryBytes);

    internal static EmbeddedRedis Start(string folder, string program, TimeSpan patience, Action<string> tell, long maxMemoryBytes = 0)
    {
        folder = Path.GetFullPath(folder);
        if (Encoding.UTF8.GetByteCount(Path.Combine(folder, "redis.sock")) > SocketPathMaxBytes)
            throw new InvalidOperationException($"Judge:DataFolder is too long for a unix socket ({SocketPathMaxBytes} bytes with its name): {folder}. Name a shorter one.");
        var redis = new EmbeddedRedis(folder, program, Lock(folder), tell, maxMemoryBytes);
        try
        {
            redis.Launch();
            redis.WaitUntilReady(patience);
            return redis;
        }
        catch
        {
            redis.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new InvalidOperationException(
                $"Another judge server owns {folder}. Stop it, name another Judge:DataFolder, or give both one Redis with REDIS_URL.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"Judge:DataFolder cannot be used: {e.Message} Give {folder} to the user who runs the server, see that its disk can be written to, or name another.", e);
        }
    }

    /// <summary>
    /// From now on it refuses what is to be stored and would take it past its memory, in place of the kernel's OOM killer, who ends it or the server.
    /// Not from the start on: a server that was stopped at the limit could not take back what it had begun.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not answer.</exception>
    public void BoundMemory()
    {
        _bounded = true;
        // It may be slow to answer, or be started again just now.
        for (var waited = Stopwatch.StartNew(); Ask($"CONFIG SET maxmemory {MaxMemory(true)}\r\n") is not "+OK\r\n"; Thread.Sleep(20))
            if (waited.Elapsed > s_patience)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                    $"redis-server has not taken its maxmemory for {s_patience.TotalSeconds:0} s. Its log is {LogFile}."));
    }

    private string MaxMemory(bool bounded) => (bounded ? _maxMemoryBytes : 0).ToString(CultureInfo.InvariantCulture);

    private void Launch()
    {
        // A session of its own: Ctrl-C in the server's terminal would end it before the server has drained.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, WorkingDirectory = _folder };
        foreach (var argument in (string[])["/bin/sh", "-c", Guard, "sh", _program,
            "--port", "0", "--unixsocket", Socket, "--unixsocketperm", "700", "--dir", _folder, "--appendonly", "yes",
            "--appendfsync", "everysec", "--save", "", "--daemonize", "no", "--logfile", LogFile,
            "--maxmemory-policy", "noeviction", "--maxmemory", MaxMemory(_bounded)])
            start.ArgumentList.Add(argument);
        File.Delete(Socket);
        var process = Process.Start(start) ?? throw new InvalidOperationException("setsid could not be started.");
        process.Exited += (_, _) =>
        {
            // Before it was ready its end is told, not mended: what kept it from starting would do so again.
            if (!_endedAtStart.TrySetResult(process.ExitCode))
                Restart(process);
        };
        _process = process;
        // Last: one that has ended by now is told of at once, and once.
        process.EnableRaisingEvents = true;
    }

    private void Restart(Process dead)
    {
        // Closing our end of the pipe lets the dead server's guard go as well.
        dead.Dispose();
        if (_disposed)
            return;
        // A server that cannot start (disk full) is tried again each second, not in a tight loop.
        do
            Thread.Sleep(1000);
        while (!_disposed && !TryLaunch());
    }

    private bool TryLaunch()
    {
        try
        {
            Launch();
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Nobody above us would catch it; /health/ready tells that Redis does not answer.
            _tell($"redis-server could not be started again and is tried again each second: {e.Message}");
            return false;
        }
    }

    private void WaitUntilReady(TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        var silent = Stopwatch.StartNew();
        var nextTold = TimeSpan.FromSeconds(2);
        for (; silent.Elapsed < patience; _endedAtStart.Task.Wait(20))
        {
            if (_endedAtStart.Task.IsCompleted)
                throw new InvalidOperationException(HowItEnded(_endedAtStart.Task.Result));
            var answer = Ask("PING\r\n");
            if (answer is null)
                continue;
            // Any other error is for who uses it: it takes commands.
            if (answer != "-LOADING" && _endedAtStart.TrySetCanceled())
                return;
            silent.Restart();
            if (waited.Elapsed < nextTold)
                continue;
            nextTold = waited.Elapsed + TimeSpan.FromSeconds(10);
            _tell(string.Create(CultureInfo.InvariantCulture, $"Waiting for redis-server, which is loading its data from {_folder}: {waited.Elapsed.TotalSeconds:0} s until now"));
        }
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"redis-server runs but has not answered for {patience.TotalSeconds:0} s, so it was ended. Its log is {LogFile}."));
    }

    private string HowItEnded(int status) => status is 126 or 127
        ? "redis-server could not be run. Is it installed? (apt-get install redis-server)"
        : string.Create(CultureInfo.InvariantCulture, $"redis-server ended with status {status} while it started. Why is in its log, {LogFile}.");

    /// <summary>The first 8 characters of its answer, "-LOADING" while it reads its append-only file; null when it says nothing.</summary>
    private string? Ask(string command)
    {
        if (!File.Exists(Socket))
            return null;
        try
        {
            using var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.ReceiveTimeout = 5000;
            socket.Connect(new UnixDomainSocketEndPoint(Socket));
            socket.Send(Encoding.ASCII.GetBytes(command));
            var answer = new byte["-LOADING".Length];
            // "+OK" and its end of line are 5.
            return socket.Receive(answer) is >= 5 and var length ? Encoding.ASCII.GetString(answer, 0, length) : null;
        }
        catch (SocketException)
        {
            // Not listening yet, or busy.
            return null;
        }
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
