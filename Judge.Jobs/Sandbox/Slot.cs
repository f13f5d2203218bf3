using System.Diagnostics;

namespace Judge.Jobs.Sandbox;

/// <summary>One container with its runner, serving one run at a time.</summary>
public sealed class Slot : IAsyncDisposable
{
    /// <summary>Bytes from which on what is written leaves, before more is written. The buffer lives as long as the container: a run's files must not make it large.</summary>
    private const int PieceBytes = 262_144;
    private const uint SpareFlag = 4;
    private const uint CutFlag = 8;
    private const uint KeepFlag = 16;
    private const uint KeptFlag = 32;
    private const uint HeldFlag = 64;
    private const int TooLongErrno = 7;
    private const int NoSpaceErrno = 28;
    /// <summary>Room that a process started ahead needs beside its own strings, for those of the library that holds it.</summary>
    private const int HoldBytes = 1024;
    /// <summary>What a runner that is well may take to answer on a busy host.</summary>
    private static readonly TimeSpan PongPatience = TimeSpan.FromSeconds(2);
    /// <summary>What the engine may take to see a container end whose runner is gone.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    // A uid is never used twice on this host, so that no counter the kernel keeps by uid joins two runs.
    private static uint s_uid = (uint)Random.Shared.Next(1 << 17, 1 << 30);

    private readonly Connection _connection;
    private readonly StartedContainer _container;
    private readonly DockerEngine _docker;
    private readonly FrameWriter _writer = new();
    private readonly bool _startsAhead;
    private uint _run;
    private StartAhead? _spare;
    private uint _spareUid;
    /// <summary>The program that the last run left in /box; null: nothing is there.</summary>
    private BoxFile? _kept;

    internal Slot(ContainerKind kind, StartedContainer container, ContainerSize size, bool startsAhead, Connection connection, DockerEngine docker) =>
        (Kind, _container, Size, _startsAhead, _connection, _docker) = (kind, container, size, startsAhead, connection, docker);

    /// <summary>
    /// What the runner may take beyond a run's wall limit before it counts as lost. It ends and wipes with the container's own cores: hundreds
    /// of processes take seconds to die in a tenth of one.
    /// </summary>
    private TimeSpan Grace => TimeSpan.FromSeconds(10 / Math.Min(1, Size.Cores));
    public ContainerKind Kind { get; }
    public string Name => _container.Name;
    /// <summary>Id of the image that it was started from; null: it is not known.</summary>
    internal string? ImageId { get; init; }
    /// <summary>Bytes that its /box holds, in whole pages.</summary>
    internal long BoxBytes { get; init; } = long.MaxValue;
    /// <summary>What the container may use now.</summary>
    public ContainerSize Size { get; private set; }
    /// <summary>Runs it has served.</summary>
    public int Runs { get; private set; }
    /// <summary>Why it must not serve another run; null while it is as clean as new.</summary>
    public string? Broken { get; private set; }
    /// <summary>Done when its container has ended.</summary>
    public Task Ended => _container.Ended;
    /// <summary>Whether it did not answer while it was idle.</summary>
    internal bool IsFrozen { get; private set; }
    /// <summary>Whether a process was started ahead for its next run.</summary>
    internal bool HasSpare => _spare is not null;
    /// <summary>Whether the container that takes its place is started already.</summary>
    internal bool Succeeded { get; set; }
    internal long IdleSince { get; set; } = Stopwatch.GetTimestamp();

    /// <summary>Runs one program. A cancelled token kills it, and the container serves on.</summary>
    /// <exception cref="SandboxException">The container or the runner failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        Runs++;
        // The runner would find it halfway, and its container would be lost: what a compiler makes and a client sends is data.
        if (request.FileBytes > BoxBytes)
            return new RunReport { Ending = Ending.NotExecuted, Code = NoSpaceErrno };
        var run = ++_run;
        using var timeout = new CancellationTokenSource(request.Limits.Wall + Grace);
        var answer = new Answer(request);
        var watch = Stopwatch.StartNew();
        RunReport report;
        try
        {
            var files = FilesToSend(request);
            if (!TryWriteRun(run, request, files))
                return new RunReport { Ending = Ending.NotExecuted, Code = TooLongErrno };
            using (cancellationToken.Register(() => timeout.CancelAfter(Grace)))
            {
                await SendFilesAsync(run, files, timeout.Token);
                await SendStdinAsync(run, request.Stdin, timeout.Token);
                // Not before: what is being sent is whole then, and nothing else is sent until the run has ended.
                using (cancellationToken.Register(() => Cancel(run)))
                    report = await ReadReportAsync(answer, timeout.Token);
            }
            Broken = answer.Dirty;
            _kept = answer.Kept ? request.Program : null;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.Sockets.SocketException or SandboxException)
        {
            Broken = "it failed during a run";
            cancellationToken.ThrowIfCancellationRequested();
            if (e is not OperationCanceledException && await EndedOutOfMemoryAsync())
                return answer.OutOfMemory(watch.Elapsed, request.Limits.MemoryBytes);
            throw new SandboxException(e is OperationCanceledException
                ? $"The runner of container {Name} did not answer within the wall limit and {Grace.TotalSeconds:0} s."
                : $"Container {Name} was lost during a run: {e.Message}", e);
        }
        return report.Struck.HasFlag(Struck.Cancelled) ? throw new OperationCanceledException(cancellationToken) : report with { ImageId = ImageId };
    }

    private async Task<RunReport> ReadReportAsync(Answer answer, CancellationToken timeout)
    {
        while (true)
        {
            var (type, payload) = await _connection.ReadAsync(timeout);
            if (answer.Take(type, payload) is { } report)
                return report;
        }
    }

    private void Cancel(uint run)
    {
        var frame = new FrameWriter();
        frame.Begin(FrameType.Cancel).U32(run).End();
        try
        {
            _connection.Send(frame.Written.Span);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            // The container is lost, which who reads its answer finds.
        }
    }

    /// <summary>Whether the runner answers. One that does not (it was paused or stopped) must be replaced.</summary>
    internal async Task<bool> AnswersAsync()
    {
        using var patience = new CancellationTokenSource(PongPatience);
        _writer.Clear();
        _writer.Begin(FrameType.Ping).End();
        try
        {
            await _connection.SendAsync(_writer.Written, patience.Token);
            // What it had to say of a process started ahead comes first.
            while ((await _connection.ReadAsync(patience.Token)).Type != FrameType.Pong)
            {
            }
            return true;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.Sockets.SocketException or SandboxException)
        {
            IsFrozen = e is OperationCanceledException;
            Broken = IsFrozen ? $"it did not answer within {PongPatience.TotalSeconds:0} s" : "its container ended";
            return false;
        }
    }

    /// <summary>Says what the container may use from now on.</summary>
    internal void Resized(ContainerSize size)
    {
        // A runtime counts its processors once, as it starts.
        if (size.Cores != Size.Cores || size.Cpus != Size.Cpus)
            _spare = null;
        Size = size;
    }

    /// <summary>Asks for the process of a next run to be started ahead. It is used if that run fits, and costs it no CPU time; else it is ended.</summary>
    public void StartAhead(StartAhead ahead)
    {
        if (!_startsAhead || Broken is not null)
            return;
        var uid = Interlocked.Increment(ref s_uid);
        _writer.Clear();
        _writer.Begin(FrameType.Spare).U32(uid).U64((ulong)ahead.StackBytes).U32((uint)ahead.Argv.Count).U32((uint)ahead.Env.Count).Str(ahead.HeldFile);
        WriteStrings(ahead.Argv, ahead.Env);
        _writer.End();
        if (!Fits(ahead.Argv, ahead.Env, HoldBytes))
            return;
        (_spare, _spareUid, _kept) = (ahead, uid, null);
        try
        {
            _connection.Send(_writer.Written.Span);
        }
        catch (IOException)
        {
            Broken = "its container ended";
        }
    }

    /// <summary>
    /// Whether the kernel's OOM killer ended the container. A program can bring that about: it makes itself no likelier a victim than
    /// PID 1, and hoards memory that is charged to no process. Then it is a verdict on the program, and no fault of ours.
    /// </summary>
    private async Task<bool> EndedOutOfMemoryAsync() =>
        await Task.WhenAny(Ended, Task.Delay(EndPatience)) == Ended && await _docker.WasOutOfMemoryAsync(Name);

    private bool IsThere(RunRequest request) => request.Program is { } program && program == _kept;

    private BoxFile[] FilesToSend(RunRequest request) =>
        request.Program is null || IsThere(request) ? [.. request.Files] : [request.Program, .. request.Files];

    /// <summary>
    /// Writes the request's first frame. False: its arguments and environment are longer than that, and nothing is to be sent; those that are too long
    /// for the kernel alone are sent, and the kernel says so.
    /// </summary>
    private bool TryWriteRun(uint run, RunRequest request, BoxFile[] files)
    {
        var limits = request.Limits;
        var spare = _spare?.Fits(request) == true;
        var uid = spare ? _spareUid : Interlocked.Increment(ref s_uid);
        var spareFlags = !spare ? 0 : _spare!.IsToldItsCommand ? SpareFlag | HeldFlag : SpareFlag;
        _spare = null;
        _writer.Clear();
        _writer.Begin(FrameType.Run)
            .U32(run).U32(uid).U32((limits.CutOutput ? CutFlag : 0) | spareFlags | (request.Program is null ? 0 : IsThere(request) ? KeptFlag : KeepFlag))
            .U32((uint)(Size.Cores * 1000)).U32((uint)limits.MaxProcesses).U32((uint)limits.MaxOpenFiles).U32((uint)files.Length).U32((uint)request.Collect.Count)
            .U32((uint)request.Argv.Count).U32((uint)request.Env.Count)
            .U64((ulong)(limits.Cpu.Ticks / 10)).U64((ulong)(limits.Wall.Ticks / 10)).U64((ulong)limits.MemoryBytes).U64((ulong)limits.StackBytes)
            .U64((ulong)limits.FileSizeBytes).U64(0).U64((ulong)limits.OutputBytes).U64((ulong)limits.OutputBytes).U64((ulong)limits.CollectBytes);
        WriteStrings(request.Argv, request.Env);
        foreach (var path in request.Collect)
            _writer.Str(path);
        _writer.End();
        return Fits(request.Argv, request.Env, 0);
    }

    private bool Fits(IReadOnlyList<string> argv, IReadOnlyDictionary<string, string> env, int beside) =>
        _writer.Room >= beside && argv.Count <= FrameWriter.ListMaxCount && env.Count <= FrameWriter.ListMaxCount;

    /// <summary>Writes the files, and sends those that are more than one piece together.</summary>
    private async ValueTask SendFilesAsync(uint run, BoxFile[] files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await SendPieceAsync(cancellationToken);
            _writer.Begin(FrameType.File).U32(run).U32(file.Executable ? 0b111_101_101u : 0b110_100_100u).U64((ulong)file.Content.Length).Str(file.Path).End();
            await SendDataAsync(FrameType.FileData, run, file.Content, cancellationToken);
        }
    }

    /// <summary>Sends stdin behind what is written, and its end: in one write where that is short.</summary>
    private async ValueTask SendStdinAsync(uint run, ReadOnlyMemory<byte> stdin, CancellationToken cancellationToken)
    {
        await SendDataAsync(FrameType.Stdin, run, stdin, cancellationToken);
        _writer.Begin(FrameType.StdinEnd).U32(run).End();
        await _connection.SendAsync(_writer.Written, cancellationToken);
    }

    private async ValueTask SendDataAsync(FrameType type, uint run, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        for (var at = 0; at < data.Length; at += FrameWriter.DataMaxBytes)
        {
            await SendPieceAsync(cancellationToken);
            _writer.Begin(type).U32(run).Bytes(data.Span.Slice(at, Math.Min(FrameWriter.DataMaxBytes, data.Length - at))).End();
        }
    }

    private ValueTask SendPieceAsync(CancellationToken cancellationToken) => _writer.Written.Length < PieceBytes ? ValueTask.CompletedTask : SendWrittenAsync(cancellationToken);

    private async ValueTask SendWrittenAsync(CancellationToken cancellationToken)
    {
        await _connection.SendAsync(_writer.Written, cancellationToken);
        _writer.Clear();
    }

    private void WriteStrings(IReadOnlyList<string> argv, IReadOnlyDictionary<string, string> env)
    {
        // No further than the frame holds: the rest would only make the buffer large.
        foreach (var argument in argv)
            if (_writer.Room >= 0)
                _writer.Str(argument);
        foreach (var (name, value) in env)
            if (_writer.Room >= 0)
                _writer.Str(name + "=" + value);
    }

    /// <summary>Ends the container: the runner goes at the end of file, and the engine removes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (await Task.WhenAny(Ended, Task.Delay(EndPatience)) != Ended)
            await _container.RemoveAsync();
    }
}
