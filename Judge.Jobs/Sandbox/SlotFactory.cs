using System.Net.Sockets;
using CliWrap;
using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

/// <summary>Starts containers and connects to their runners: by a unix socket where it can cross, else over stdio.</summary>
public sealed class SlotFactory(DockerEngine docker, SandboxOptions options, ILogger<SlotFactory> log)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private const uint SparesFeature = 1;
    private volatile bool _socketFails = options.Transport == "stdio";

    /// <exception cref="SandboxException">The container did not start; the message holds the engine's.</exception>
    public async Task<Slot> StartAsync(ContainerKind kind, double cores, CancellationToken cancellationToken)
    {
        var image = kind.Image;
        if (await docker.FindImageIdAsync(image, cancellationToken) is null)
            throw new SandboxException(await docker.CheckAsync(cancellationToken)
                ?? $"Image {image} is not on this host. Build it with: ./judge images {image[(image.LastIndexOf('/') + 1)..]}");
        return _socketFails ? await StartOnStdioAsync(kind, cores, cancellationToken) : await StartOnSocketAsync(kind, cores, cancellationToken);
    }

    private async Task<Slot> StartOnSocketAsync(ContainerKind kind, double cores, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("judge-").FullName;
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.Combine(folder, "runner.sock");
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // The runner is uid 0 without DAC_OVERRIDE: where this server is not root it needs the write bit.
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        listener.Listen(1);

        var (command, name) = await docker.RunCommandAsync(kind, cores, folder);
        var errors = new System.Text.StringBuilder();
        var ended = command.WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors)).ExecuteAsync(CancellationToken.None).Task;
        var accept = listener.AcceptAsync(cancellationToken).AsTask();
        var first = await Task.WhenAny(accept, ended, Task.Delay(StartTimeout, cancellationToken));
        // Gone before the first run: nothing in the container can connect again.
        File.Delete(path);
        if (first != accept)
        {
            await docker.RemoveAsync(name, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
            if (options.Transport == "auto" && errors.ToString().Contains("connect", StringComparison.Ordinal))
            {
                log.LogWarning("The socket does not cross into containers here ({Error}); frames go over stdio", errors.ToString().Trim());
                _socketFails = true;
                return await StartOnStdioAsync(kind, cores, cancellationToken);
            }
            throw new SandboxException($"Container {name} of {kind} did not start: {errors.ToString().Trim()}");
        }
        var stream = new NetworkStream(await accept, ownsSocket: true);
        return await GreetAsync(kind, name, cores, new Connection(stream, stream), DeleteAfterAsync(ended, folder), cancellationToken);
    }

    private async Task<Slot> StartOnStdioAsync(ContainerKind kind, double cores, CancellationToken cancellationToken)
    {
        var (command, name) = await docker.RunCommandAsync(kind, cores, null);
        var input = new TaskCompletionSource<Stream>();
        var output = new TaskCompletionSource<Stream>();
        var done = new TaskCompletionSource();
        var ended = command
            .WithStandardInputPipe(PipeSource.Create(async (stream, _) => { input.TrySetResult(stream); await done.Task; }))
            .WithStandardOutputPipe(PipeTarget.Create(async (stream, _) => { output.TrySetResult(stream); await done.Task; }))
            .ExecuteAsync(CancellationToken.None).Task;
        _ = ended.ContinueWith(_ => done.TrySetResult(), TaskScheduler.Default);
        var connection = new Connection(await output.Task, await input.Task);
        return await GreetAsync(kind, name, cores, connection, ended, cancellationToken);
    }

    private async Task<Slot> GreetAsync(ContainerKind kind, string name, double cores, Connection connection, Task ended, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        try
        {
            var (type, payload) = await connection.ReadAsync(timeout.Token);
            var (version, _, features) = type == FrameType.Hello ? Hello(payload.Span) : default;
            if (version != 1)
                throw new SandboxException($"The runner of {kind} speaks another protocol. Build the image again with: ./judge images");
            return new Slot(kind, name, cores, options.StartAhead && (features & SparesFeature) != 0, connection, ended, docker);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            await docker.RemoveAsync(name, CancellationToken.None);
            throw new SandboxException($"The runner of {kind} did not greet: {e.Message}", e);
        }
    }

    private static (uint Version, uint Cgroup, uint Features) Hello(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        return (reader.U32(), reader.U32(), reader.U32());
    }

    private static async Task DeleteAfterAsync(Task ended, string folder)
    {
        try
        {
            await ended;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
