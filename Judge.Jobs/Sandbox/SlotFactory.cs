using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using CliWrap;
using Judge.Jobs.Cleanup;
using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

/// <summary>Starts containers and connects to their runners: by a unix socket where it can cross, else over stdio.</summary>
public sealed class SlotFactory(DockerEngine docker, SandboxOptions options, SandboxMetrics metrics, ILogger<SlotFactory> log)
{
    private const uint SparesFeature = 1;
    private const int SendBufferBytes = 1 << 20;
    private const string FolderPrefix = "judge-socket-";
    private const string RunnerFolder = "runner";
    /// <summary>What the kernel takes as the path of a unix socket, in bytes, without the NUL at its end.</summary>
    private const int SocketPathMaxBytes = 107;
    /// <summary>The runner's own words, in sandbox/runner/conn.c. An engine that is away cannot be connected to either, and comes back.</summary>
    private const string DoesNotCross = "cannot connect to the worker's socket";
    private volatile bool _socketFails = options.Transport == "stdio";

    /// <exception cref="SandboxException">The container did not start; the message holds the engine's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left of the container.</exception>
    public async Task<Slot> StartAsync(ContainerKind kind, ContainerSize size, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var imageId = await docker.FreshImageIdAsync(kind.Image, cancellationToken)
                ?? throw new SandboxException($"Image {kind.Image} is not on this host. Build it with: ./judge images {kind.Image[(kind.Image.LastIndexOf('/') + 1)..]}");
            var slot = _socketFails ? await StartOnStdioAsync(kind, imageId, size, cancellationToken) : await StartOnSocketAsync(kind, imageId, size, cancellationToken);
            metrics.Started(kind, Stopwatch.GetElapsedTime(started));
            return slot;
        }
        // Whatever it is: a start that has failed is tried again after a pause.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            metrics.StartFailed(kind);
            throw e as SandboxException ?? new SandboxException($"No container of {kind} was started: {e.Message}", e);
        }
    }

    /// <summary>Refuses a folder for temporary files whose path is so long that no socket can be bound in it.</summary>
    /// <exception cref="InvalidOperationException">It is; the message says what to do.</exception>
    public static void RequireRoomForSockets(SandboxOptions options)
    {
        var temporary = Path.GetTempPath();
        // CreateTempSubdirectory adds six letters.
        var path = Path.Combine(temporary, $"{FolderPrefix}{ServerProcess.Mark}-123456", RunnerFolder, ContainerFlags.SocketName);
        if (options.Transport != "stdio" && Encoding.UTF8.GetByteCount(path) > SocketPathMaxBytes)
            throw new InvalidOperationException(
                $"TMPDIR is too long for a unix socket ({SocketPathMaxBytes} bytes with its name): {temporary}. Name a shorter one, or set Sandbox:Transport=stdio.");
    }

    /// <summary>Removes the folders of sockets that a killed server left on this host.</summary>
    public static void RemoveLeftFolders()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var mark = Path.GetFileName(folder)[FolderPrefix.Length..];
            if (!ServerProcess.IsGone(mark[..Math.Max(0, mark.LastIndexOf('-'))]))
                continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // Another server of this host removes it just now, or it is another user's.
            }
        }
    }

    private async Task<Slot> StartOnSocketAsync(ContainerKind kind, string imageId, ContainerSize size, CancellationToken cancellationToken)
    {
        // Only this server's user passes the outer folder, and only the inner one is mounted: nobody else on the host can play the runner.
        var folder = Directory.CreateTempSubdirectory(FolderPrefix + ServerProcess.Mark + "-").FullName;
        var path = Path.Combine(folder, RunnerFolder, ContainerFlags.SocketName);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var errors = new StringBuilder();
        var container = await WithFolderAsync(folder, async () =>
        {
            Listen(listener, path);
            var (command, name) = await docker.RunCommandAsync(kind, imageId, size, Path.GetDirectoryName(path));
            return new StartedContainer(docker, name, command.WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors)), folder);
        });
        var accept = listener.AcceptAsync(CancellationToken.None).AsTask();
        await Task.WhenAny(accept, container.Ended, Task.Delay(options.EnginePatience, cancellationToken));
        Unlink(path);
        if (!accept.IsCompletedSuccessfully)
        {
            _ = accept.ContinueWith(late => late.Exception, TaskScheduler.Default);
            var hung = !container.Ended.IsCompleted;
            await container.RemoveAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (options.Transport == "auto" && errors.ToString().Contains(DoesNotCross, StringComparison.Ordinal))
            {
                log.LogWarning("The socket does not cross into containers here ({Error}); frames go over stdio", errors.ToString().Trim());
                _socketFails = true;
                return await StartOnStdioAsync(kind, imageId, size, cancellationToken);
            }
            throw NotStarted(container, kind, hung, errors);
        }
        var socket = await accept;
        // Room for a whole compiled program: else sending it is a chain of wake-ups between the runner and us.
        socket.SendBufferSize = SendBufferBytes;
        var stream = new NetworkStream(socket, ownsSocket: true);
        return await GreetAsync(kind, imageId, container, size, new Connection(stream, stream), errors, cancellationToken);
    }

    /// <summary>The container that the folder goes with; the folder goes at once where there is none.</summary>
    private static async Task<StartedContainer> WithFolderAsync(string folder, Func<Task<StartedContainer>> start)
    {
        try
        {
            return await start();
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static void Listen(Socket listener, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, (UnixFileMode)0b111_101_101);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // The runner is uid 0 without DAC_OVERRIDE: where this server is not root it needs the write bit.
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        listener.Listen(1);
    }

    private async Task<Slot> StartOnStdioAsync(ContainerKind kind, string imageId, ContainerSize size, CancellationToken cancellationToken)
    {
        var (command, name) = await docker.RunCommandAsync(kind, imageId, size, null);
        var input = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new StringBuilder();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var container = new StartedContainer(docker, name, command
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
            // The token is cancelled when the command has ended; what it wrote last may still be unread then.
            .WithStandardInputPipe(PipeSource.Create(async (stream, atEnd) =>
            {
                input.TrySetResult(stream);
                await using var _ = atEnd.Register(() => ended.TrySetResult());
                await closed.Task;
            }))
            .WithStandardOutputPipe(PipeTarget.Create(async (stream, _) => { output.TrySetResult(stream); await closed.Task; })), ended.Task);
        if (await Task.WhenAny(Task.WhenAll(output.Task, input.Task), container.Ended) == container.Ended)
            throw NotStarted(container, kind, hung: false, errors);
        var connection = new Connection(await output.Task, await input.Task, () => closed.TrySetResult());
        return await GreetAsync(kind, imageId, container, size, connection, errors, cancellationToken);
    }

    /// <summary>Before the first run: nothing in the container can connect again.</summary>
    private static void Unlink(string socket)
    {
        try
        {
            File.Delete(socket);
        }
        catch (DirectoryNotFoundException)
        {
            // The container has ended already, and its folder is gone with it.
        }
    }

    private SandboxException NotStarted(StartedContainer container, ContainerKind kind, bool hung, StringBuilder errors) =>
        container.Ended.Exception?.InnerException as SandboxException ?? new SandboxException(hung
            ? $"Container {container.Name} of {kind} had not started after {options.EnginePatience.TotalSeconds:0} s. {errors.ToString().Trim()} " +
                "Restart the engine (systemctl restart docker), or run ./judge doctor."
            : $"Container {container.Name} of {kind} did not start: {errors.ToString().Trim()}");

    private async Task<Slot> GreetAsync(
        ContainerKind kind, string imageId, StartedContainer container, ContainerSize size, Connection connection, StringBuilder errors,
        CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.EnginePatience);
        try
        {
            var (type, payload) = await connection.ReadAsync(timeout.Token);
            if (type == FrameType.Fault)
                throw new SandboxException($"The runner of {kind} can't work in its container: it {Fault(payload.Span)}. " +
                    (options.Runtime is { } runtime ? $"The runtime is {runtime} (Sandbox:Runtime); runc is known to serve." : "docs/security-model.md tells what it needs of the host."));
            var (version, cgroup, features) = type == FrameType.Hello ? Hello(payload.Span) : default;
            if (version != FrameReader.ProtocolVersion)
                throw new SandboxException($"The runner of {kind} speaks another protocol. Build the image again with: ./judge images");
            if (cgroup == 0)
                throw new SandboxException($"The runner of {kind} can't read its control group, so it could keep no limit. " +
                    "Give containers the cpu, memory and pids controllers; what is missing is told by: docker info");
            return new Slot(kind, container, size, options.StartAhead && (features & SparesFeature) != 0, connection, docker) { ImageId = imageId, BoxBytes = options.BoxBytesOf(kind.Class) };
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SandboxException)
        {
            await connection.DisposeAsync();
            await container.RemoveAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var why = e is OperationCanceledException ? $"it said nothing for {options.EnginePatience.TotalSeconds:0} s." : e.Message;
            throw e as SandboxException ?? new SandboxException($"The runner of {kind} did not greet: {why} {errors.ToString().Trim()}", e);
        }
    }

    private static string Fault(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        // Which run it was in: none yet.
        _ = reader.U32();
        return Answer.Fault(ref reader);
    }

    private static (uint Version, uint Cgroup, uint Features) Hello(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        return (reader.U32(), reader.U32(), reader.U32());
    }
}
