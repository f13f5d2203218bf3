using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Judge.Jobs.Cleanup;

namespace Judge.Jobs.Sandbox;

/// <summary>The container engine's command line, by CliWrap.</summary>
public sealed class DockerEngine(SandboxOptions options, Fleet fleet)
{
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdCounts = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MissingCounts = TimeSpan.FromSeconds(2);
    private const string InstanceLabel = "judge.instance";
    private const string FleetLabel = "judge.fleet";
    private const string ProcessLabel = "judge.process";

    private static int s_number;
    private readonly ConcurrentDictionary<string, (string? Id, DateTime Until)> _images = new(StringComparer.Ordinal);

    /// <summary>A container with the runner as PID 1; <paramref name="socketFolder"/> null: frames over stdio.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">The fleet's name is not known yet, and Redis does not answer.</exception>
    internal async Task<(Command Command, string Name)> RunCommandAsync(ContainerKind kind, ContainerSize size, string? socketFolder)
    {
        var name = $"judge-{InstanceHeartbeat.Instance}-{Interlocked.Increment(ref s_number)}";
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [InstanceLabel] = InstanceHeartbeat.Instance,
            [FleetLabel] = await fleet.NameAsync(),
            [ProcessLabel] = ServerProcess.Mark,
        };
        return (Wrap(ContainerFlags.Of(options, kind, size, name, labels, socketFolder)), name);
    }

    /// <summary>Null when the engine answers within five seconds, else what is wrong and what to do.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(CheckPatience);
        try
        {
            var list = await CallAsync(["ps", "-q", "--filter", "label=" + InstanceLabel], patience.Token);
            return list.ExitCode == 0 ? null : Gone(list.StandardError.Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Gone($"It said nothing for {CheckPatience.TotalSeconds:0} s.");
        }
        catch (SandboxException e)
        {
            return e.Message;
        }
    }

    /// <summary>
    /// Id of the image, or null when it is not on this host. An id counts for ten seconds and is then asked for anew behind the answer's back;
    /// a null counts for two. An engine that does not answer says nothing of its images: the last id stands.
    /// </summary>
    public async Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken)
    {
        if (!_images.TryGetValue(image, out var known))
            return await AskImageIdAsync(image, cancellationToken);
        if (known.Until > DateTime.UtcNow)
            return known.Id;
        if (known.Id is null)
            return await AskImageIdAsync(image, cancellationToken);
        _images[image] = known with { Until = DateTime.UtcNow + IdCounts };
        _ = AskImageIdAsync(image, CancellationToken.None);
        return known.Id;
    }

    private async Task<string?> AskImageIdAsync(string image, CancellationToken cancellationToken)
    {
        // A list, because its exit code tells an engine that fails from an image that is not there.
        var list = await CallAsync(["images", "-q", "--no-trunc", options.Tagged(image)], cancellationToken);
        if (list.ExitCode != 0)
            return null;
        var id = Lines(list.StandardOutput).FirstOrDefault();
        _images[image] = (id, DateTime.UtcNow + (id is null ? MissingCounts : IdCounts));
        return id;
    }

    /// <summary>Changes what a running container may use: some 25 ms.</summary>
    /// <exception cref="SandboxException">The engine did not change it.</exception>
    internal async Task ResizeAsync(string name, ContainerSize size, CancellationToken cancellationToken)
    {
        var done = await CallAsync(["update", .. ContainerFlags.Size(size), name], cancellationToken);
        if (done.ExitCode != 0)
            throw new SandboxException($"Container {name} could not be given {size}: {done.StandardError.Trim()}");
    }

    /// <summary>Judge containers on this host, running or not.</summary>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<JudgeContainer>> ListContainersAsync(CancellationToken cancellationToken)
    {
        var list = await CallAsync(["ps", "-a", "-q", "--filter", "label=" + InstanceLabel], cancellationToken);
        if (list.ExitCode != 0)
            throw new SandboxException($"The container engine does not list its containers: {list.StandardError.Trim()}");
        var ids = Lines(list.StandardOutput);
        if (ids.Length == 0)
            return [];
        // One that ends meanwhile is told on standard error, and the others are told all the same.
        const string format = $$$"""{{.Id}},{{index .Config.Labels "{{{InstanceLabel}}}"}},{{index .Config.Labels "{{{FleetLabel}}}"}},{{index .Config.Labels "{{{ProcessLabel}}}"}}""";
        var told = await CallAsync(["inspect", "--format", format, .. ids], cancellationToken);
        // A label that is not there, as on an older server's containers, reads "<no value>".
        return [.. Lines(told.StandardOutput).Select(line => line.Split(',')).Where(part => part.Length == 4)
            .Select(part => new JudgeContainer(part[0], part[1], part[2], part[3]))];
    }

    /// <summary>Removes what a server of this fleet, on this host, left at its sudden end.</summary>
    /// <returns>Containers removed.</returns>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    public async Task<int> RemovePredecessorsAsync(CancellationToken cancellationToken)
    {
        var own = await fleet.NameAsync();
        var left = (await ListContainersAsync(cancellationToken)).Where(one => one.Fleet == own && ServerProcess.IsGone(one.Process)).ToList();
        foreach (var one in left)
            await RemoveAsync(one.Id, cancellationToken);
        return left.Count;
    }

    /// <summary>
    /// Whether a container that has ended met the kernel's OOM killer. Its exit code cannot tell: an outside kill gives the same. Asked of
    /// the engine's last events (Docker keeps 256), since the container itself is removed by then. False when the engine does not say.
    /// </summary>
    public async Task<bool> WasOutOfMemoryAsync(string name)
    {
        // Seconds with a fraction: without one the events of this very second would be left out.
        var now = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        var events = await CallAsync(
            ["events", "--since", "1h", "--until", now, "--filter", "container=" + name, "--filter", "event=oom", "--format", "{{.Status}}"],
            CancellationToken.None);
        return events.ExitCode == 0 && events.StandardOutput.Length > 0;
    }

    /// <summary>Kills and removes a container; one that is gone already is no error.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => CallAsync(["rm", "-f", name], cancellationToken);

    /// <summary>
    /// Kills and removes a container of this server, and waits for its <c>docker run</c> to end, which it does when the container is gone:
    /// where a removal is under way already, the engine answers another one at once.
    /// </summary>
    public async Task RemoveAsync(string name, Task ended)
    {
        await RemoveAsync(name, CancellationToken.None);
        await Task.WhenAny(ended, Task.Delay(RemovalPatience));
    }

    private string Gone(string said) => $"The container engine ({options.Engine}) does not answer: {said} Start it, or run ./judge doctor.";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Command Wrap(IReadOnlyList<string> arguments) =>
        Cli.Wrap(options.Engine).WithArguments(arguments).WithValidation(CommandResultValidation.None);

    private async Task<BufferedCommandResult> CallAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await Wrap(arguments).ExecuteBufferedAsync(cancellationToken);
        }
        catch (Win32Exception e)
        {
            throw new SandboxException(
                $"The command '{options.Engine}' is not on this host. Install it (apt-get install docker.io), or set Sandbox:Engine.", e);
        }
    }
}

/// <summary>A container of some judge on this host, by what it is labelled with.</summary>
/// <param name="Id">The engine's id of it.</param>
/// <param name="Instance">The server that started it: a key in its Redis while it lives.</param>
/// <param name="Fleet">The servers that share its Redis.</param>
/// <param name="Process">Its server's process on this host.</param>
public sealed record JudgeContainer(string Id, string Instance, string Fleet, string Process);
