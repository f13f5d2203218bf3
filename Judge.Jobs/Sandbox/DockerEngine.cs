using System.Collections.Concurrent;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Judge.Jobs.Cleanup;
using StackExchange.Redis;

namespace Judge.Jobs.Sandbox;

/// <summary>The container engine's command line, by CliWrap.</summary>
public sealed class DockerEngine(SandboxOptions options, IConnectionMultiplexer redis)
{
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdCounts = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MissingCounts = TimeSpan.FromSeconds(2);
    private static int s_number;
    private readonly ConcurrentDictionary<string, (string? Id, DateTime Until)> _images = new(StringComparer.Ordinal);

    /// <summary>Name of the servers that share one Redis: what a cleanup may remove.</summary>
    public static async Task<string> FleetAsync(IConnectionMultiplexer redis)
    {
        var db = redis.GetDatabase();
        await db.StringSetAsync("judge:fleet", Guid.NewGuid().ToString("N")[..16], when: When.NotExists);
        return (string)(await db.StringGetAsync("judge:fleet"))!;
    }

    /// <summary>A container of the kind with the runner as PID 1; <paramref name="socketFolder"/> null: frames over stdio.</summary>
    public async Task<(Command Command, string Name)> RunCommandAsync(ContainerKind kind, double cores, string? socketFolder)
    {
        var name = $"judge-{InstanceHeartbeat.Instance}-{Interlocked.Increment(ref s_number)}";
        var compiles = kind.Class == ContainerClass.Compile;
        var memory = (compiles ? options.CompileMemoryMb : options.ContainerMemoryMb) + "m";
        var pids = compiles ? options.CompilePidsLimit : options.PidsLimit;
        var tmpfs = $"rw,exec,nosuid,nodev,mode=1777,nr_inodes=16384,size={(compiles ? options.CompileTmpfsMb : options.TmpfsMb)}m";
        List<string> arguments =
        [
            "run", "-i", "--rm", "--pull", "never", "--name", name,
            "--label", "judge.instance=" + InstanceHeartbeat.Instance, "--label", "judge.fleet=" + await FleetAsync(redis),
            "--network", "none", "--read-only", "--ipc", "none", "--log-driver", "none",
            "--cap-drop", "ALL", "--cap-add", "SETUID", "--cap-add", "SETGID", "--security-opt", "no-new-privileges",
            "--pids-limit", pids.ToString(CultureInfo.InvariantCulture), "--memory", memory, "--memory-swap", memory,
            "--cpus", cores.ToString("0.###", CultureInfo.InvariantCulture), "--ulimit", "core=0:0", "--ulimit", "nofile=4096:4096",
            "--tmpfs", "/box:" + tmpfs, "--tmpfs", "/tmp:" + tmpfs,
            "--tmpfs", "/dev/shm:rw,noexec,nosuid,nodev,mode=1777,nr_inodes=1024,size=64m",
        ];
        if (options.Runtime is { } runtime)
            arguments.AddRange(["--runtime", runtime]);
        if (socketFolder is not null)
            arguments.AddRange(["-v", socketFolder + ":/run/judge"]);
        arguments.AddRange(["--entrypoint", "/usr/local/bin/judge-runner", Tagged(kind.Image)]);
        arguments.AddRange(socketFolder is not null ? ["--socket", "/run/judge/runner.sock"] : ["--stdio"]);
        return (Cli.Wrap(options.Engine).WithArguments(arguments).WithValidation(CommandResultValidation.None), name);
    }

    /// <summary>Null when the engine answers within five seconds, else what is wrong and what to do.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(CheckPatience);
        try
        {
            var version = await Call(["version", "--format", "{{.Server.Version}}"], patience.Token);
            return version.ExitCode == 0 ? null : Gone(version.StandardError.Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Gone($"It said nothing for {CheckPatience.TotalSeconds:0} s.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"The command '{options.Engine}' is not on this host. Install it (apt-get install docker.io), or set Sandbox:Engine.";
        }
    }

    private string Gone(string said) => $"The container engine ({options.Engine}) does not answer: {said} Start it, or run ./judge doctor.";

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
        var asked = await Call(["image", "inspect", "--format", "{{.Id}}", Tagged(image)], cancellationToken);
        var id = asked.ExitCode == 0 ? asked.StandardOutput.Trim() : null;
        if (id is not null || asked.StandardError.Contains("No such image", StringComparison.OrdinalIgnoreCase))
            _images[image] = (id, DateTime.UtcNow + (id is null ? MissingCounts : IdCounts));
        return id;
    }

    /// <summary>Changes the cores of a running container.</summary>
    public async Task UpdateCoresAsync(string name, double cores, CancellationToken cancellationToken)
    {
        var done = await Call(["update", "--cpus", cores.ToString("0.###", CultureInfo.InvariantCulture), name], cancellationToken);
        if (done.ExitCode != 0)
            throw new SandboxException($"Container {name} could not be given {cores} cores: {done.StandardError.Trim()}");
    }

    /// <summary>Judge containers on this host, with the labels of their owner.</summary>
    public async Task<IReadOnlyList<(string Id, string Instance, string Fleet)>> ListContainersAsync(CancellationToken cancellationToken)
    {
        var list = await Call(["ps", "-a", "--filter", "label=judge.instance", "--format", "{{.ID}} {{.Label \"judge.instance\"}} {{.Label \"judge.fleet\"}}"], cancellationToken);
        if (list.ExitCode != 0)
            throw new SandboxException($"The container engine does not list its containers: {list.StandardError.Trim()}");
        return [.. list.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).Where(part => part.Length == 3).Select(part => (part[0], part[1], part[2]))];
    }

    /// <summary>
    /// Whether a container that has ended met the kernel's OOM killer. Its exit code cannot tell: an outside kill gives the same. Asked of
    /// the engine's last events (Docker keeps 256), since the container itself is removed by then. False when the engine does not say.
    /// </summary>
    public async Task<bool> WasOutOfMemoryAsync(string name)
    {
        // Seconds with a fraction: without one the events of this very second would be left out.
        var now = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        var events = await Call(["events", "--since", "1h", "--until", now, "--filter", "container=" + name, "--filter", "event=oom", "--format", "{{.Status}}"], CancellationToken.None);
        return events.ExitCode == 0 && events.StandardOutput.Length > 0;
    }

    /// <summary>Kills and removes a container; one that is gone already is no error.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => Call(["rm", "-f", name], cancellationToken);

    private string Tagged(string image) => image + ":" + options.ImageTag;

    private async Task<BufferedCommandResult> Call(string[] arguments, CancellationToken cancellationToken) =>
        await Cli.Wrap(options.Engine).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
}
