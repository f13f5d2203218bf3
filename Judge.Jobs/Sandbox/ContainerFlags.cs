using System.Globalization;

namespace Judge.Jobs.Sandbox;

/// <summary>The walls of a container, as arguments of <c>docker run</c> or <c>podman run</c>. docs/security-model.md tells each one's reason.</summary>
internal static class ContainerFlags
{
    private const string RunnerPath = "/usr/local/bin/judge-runner";
    private const string SocketFolder = "/run/judge";

    /// <summary>Name of the socket in the folder that is mounted.</summary>
    public const string SocketName = "runner.sock";

    /// <param name="options">Settings of the sandbox.</param>
    /// <param name="kind">What it serves.</param>
    /// <param name="size">What it may use.</param>
    /// <param name="name">Name of the container.</param>
    /// <param name="labels">What tells a cleanup whose it is.</param>
    /// <param name="socketFolder">Folder of the host that holds the socket; null: frames over stdio.</param>
    /// <param name="imageId">Id of the image that is started; null: whichever has the name now.</param>
    public static IReadOnlyList<string> Of(
        SandboxOptions options, ContainerKind kind, ContainerSize size, string name, IReadOnlyDictionary<string, string> labels, string? socketFolder,
        string? imageId = null)
    {
        var pids = kind.Class == ContainerClass.Compile ? options.CompilePidsLimit : options.PidsLimit;
        return
        [
            // Never pulled: an image of this name in some registry is a stranger's.
            "run", "-i", "--rm", "--pull", "never", "--name", name, "--hostname", "judge",
            .. labels.SelectMany(label => (string[])["--label", $"{label.Key}={label.Value}"]),
            // A path's measures would outlive the run that made them, and shape the next one's connections; so would what Fast Open keeps of it.
            "--network", "none", "--sysctl", "net.ipv4.tcp_no_metrics_save=1", "--sysctl", "net.ipv4.tcp_fastopen=0", "--read-only", "--ipc", "none", "--log-driver", "none",
            // Whatever the engine's default: the runner measures at /sys/fs/cgroup, and other containers are nobody's business.
            "--cgroupns", "private",
            "--cap-drop", "ALL", "--cap-add", "SETUID", "--cap-add", "SETGID", "--security-opt", "no-new-privileges",
            "--pids-limit", Number(pids), .. Size(size), "--ulimit", "core=1:1", "--ulimit", "nofile=4096:4096",
            .. Files(options, kind.Class),
            .. options.IsPodman ? PodmanAlone : DockerAlone,
            .. options.Runtime is { } runtime ? (string[])["--runtime", runtime] : [],
            .. socketFolder is null ? [] : (string[])["-v", $"{socketFolder}:{SocketFolder}:ro"],
            "--entrypoint", RunnerPath, imageId ?? options.Tagged(kind.Image),
            .. socketFolder is null ? (string[])["--stdio"] : ["--socket", $"{SocketFolder}/{SocketName}"],
        ];
    }

    /// <summary>The flags that <c>docker run</c> and <c>docker update</c> share.</summary>
    public static IReadOnlyList<string> Size(ContainerSize size) =>
    [
        "--cpus", size.Cores.ToString("0.###", CultureInfo.InvariantCulture),
        // Swap is the sum of both, so that there is none.
        "--memory", Number(size.MemoryMb) + "m", "--memory-swap", Number(size.MemoryMb) + "m",
        .. size.Cpus is { } cpus ? (string[])["--cpuset-cpus", cpus] : [],
    ];

    private static IReadOnlyList<string> Files(SandboxOptions options, ContainerClass purpose)
    {
        var scratch = "rw,exec,nosuid,nodev,mode=1777,size=" + Number(options.BoxMbOf(purpose)) + "m" + Inodes(options, 16_384);
        var nothing = "ro,noexec,nosuid,nodev,mode=555,size=4k" + Inodes(options, 1);
        return
        [
            "--tmpfs", "/box:" + scratch, "--tmpfs", "/tmp:" + scratch,
            "--tmpfs", "/dev/shm:rw,noexec,nosuid,nodev,mode=1777,size=64m" + Inodes(options, 1024),
            // No terminals and no message queues.
            "--tmpfs", "/dev/pts:" + nothing, "--tmpfs", "/dev/mqueue:" + nothing,
        ];
    }

    /// <summary>podman mounts no tmpfs with a bound on its inodes; the memory limit bounds them there.</summary>
    private static string Inodes(SandboxOptions options, int count) => options.IsPodman ? "" : ",nr_inodes=" + Number(count);

    /// <summary>
    /// The host's resolver is nobody's business. Its /dev/null must not stand in for the file: locks on one inode reach all who have it open.
    /// </summary>
    private static readonly string[] DockerAlone = ["--dns", "0.0.0.0", "--dns-search", ".", "--dns-option", "ndots:1"];

    /// <summary>podman takes no name server without a network, but hides files; it adds writable places and the host's names, and a process limit that it may not raise.</summary>
    private static readonly string[] PodmanAlone = ["--read-only-tmpfs=false", "--no-hosts", "--security-opt", "mask=/etc/resolv.conf:/proc/locks", "--ulimit", "nproc=4096:4096"];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
