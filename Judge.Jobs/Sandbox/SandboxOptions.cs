using Judge.Jobs.Submissions;

namespace Judge.Jobs.Sandbox;

/// <summary>Settings of the section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary><c>Warm</c>: containers started ahead and used again. <c>Cold</c>: one <c>docker run</c> for each run.</summary>
    public string Mode { get; set; } = "Warm";
    /// <summary>Command of the container engine: docker, or podman.</summary>
    public string Engine { get; set; } = "docker";
    /// <summary>OCI runtime passed as --runtime (runsc, crun, kata); null: the engine's default.</summary>
    public string? Runtime { get; set; }
    /// <summary>Runs a container serves before it is replaced. 1 to 100,000; 1: a fresh container for each run.</summary>
    public int RunsPerContainer { get; set; } = 1000;
    /// <summary>Containers at once; 0: six for each worker, since a compiled language needs two. 0 to 1,024.</summary>
    public int MaxSlots { get; set; }
    /// <summary>Images with a container started ahead at start.</summary>
    public IList<string> WarmImages { get; set; } = ["judge/python", "judge/c"];
    /// <summary>Tag of the images: what ./judge images gives them, under the same name in the environment (Sandbox__ImageTag).</summary>
    public string ImageTag { get; set; } = "latest";
    /// <summary>Memory of a container, in MiB: what most runs need plus 32 for the runner. A run with a higher limit has its container enlarged. 64 to 1,048,576.</summary>
    public int ContainerMemoryMb { get; set; } = 1056;
    /// <summary>Processes and threads of a container. 16 to 32,768.</summary>
    public int PidsLimit { get; set; } = 512;
    /// <summary>Size of /box and of /tmp, in MiB each. 1 to 65,536.</summary>
    public int TmpfsMb { get; set; } = 128;
    /// <summary>As <see cref="ContainerMemoryMb"/>, of a container that compiles: the highest limit of the compile steps that come along plus 32. 64 to 1,048,576.</summary>
    public int CompileMemoryMb { get; set; } = 2080;
    /// <summary>Processes and threads of a container that compiles. 16 to 32,768.</summary>
    public int CompilePidsLimit { get; set; } = 1024;
    /// <summary>Size of /box and of /tmp of a container that compiles, in MiB each. 1 to 65,536.</summary>
    public int CompileTmpfsMb { get; set; } = 512;
    /// <summary>Whether an idle container has the next program's interpreter up before the program is known: some 10 MiB each (of a compiler 70 to 300), and most of its start-up time.</summary>
    public bool StartAhead { get; set; } = true;
    /// <summary>Holds each run to one core of its own, so that neighbours disturb its timing less. Not for runs of more than one core, nor to compile.</summary>
    public bool PinCores { get; set; }
    /// <summary>How frames travel: <c>auto</c> tries the socket first, <c>socket</c>, <c>stdio</c>.</summary>
    public string Transport { get; set; } = "auto";

    /// <summary>What a call of the engine may take, and the start of a container, before it counts as hung. No setting: tests alone shorten it.</summary>
    internal TimeSpan EnginePatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Throws with a message that names the key as the operator typed it.</summary>
    public void Validate()
    {
        Setting.Require(Mode is "Warm" or "Cold", "Sandbox:Mode", "Warm or Cold", Mode);
        Setting.Require(Transport is "auto" or "socket" or "stdio", "Sandbox:Transport", "auto, socket or stdio", Transport);
        Setting.Require(ImageTag.Length is >= 1 and <= 128 && ImageTag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'),
            "Sandbox:ImageTag", "a tag of 1 to 128 letters, digits, '_', '-' or '.'", ImageTag);
        Setting.Require(RunsPerContainer is >= 1 and <= 100_000, "Sandbox:RunsPerContainer", "1 to 100000", RunsPerContainer);
        Setting.Require(MaxSlots is >= 0 and <= 1024, "Sandbox:MaxSlots", "0 to 1024", MaxSlots);
        Setting.Require(ContainerMemoryMb is >= 64 and <= 1_048_576, "Sandbox:ContainerMemoryMb", "64 to 1048576", ContainerMemoryMb);
        Setting.Require(PidsLimit is >= 16 and <= 32_768, "Sandbox:PidsLimit", "16 to 32768", PidsLimit);
        Setting.Require(CompileMemoryMb is >= 64 and <= 1_048_576, "Sandbox:CompileMemoryMb", "64 to 1048576", CompileMemoryMb);
        Setting.Require(CompilePidsLimit is >= 16 and <= 32_768, "Sandbox:CompilePidsLimit", "16 to 32768", CompilePidsLimit);
        Setting.Require(CompileTmpfsMb is >= 1 and <= 65_536, "Sandbox:CompileTmpfsMb", "1 to 65536", CompileTmpfsMb);
        Setting.Require(TmpfsMb is >= 1 and <= 65_536, "Sandbox:TmpfsMb", "1 to 65536", TmpfsMb);
    }

    /// <summary>Memory of the runner itself and of what a run takes between two looks at its memory, in MiB.</summary>
    private const int HeadroomMb = 32;
    /// <summary>Less than so many MiB of files and stdin have room in the headroom: a compiled hello, of up to 3, needs no container of its own size.</summary>
    private const int SmallFilesMb = 8;

    /// <summary>Size of the containers that are started before a request asks for them.</summary>
    internal ContainerSize DefaultSizeOf(ContainerClass purpose) =>
        purpose == ContainerClass.Compile ? new(Environment.ProcessorCount, CompileMemoryMb) : new(new Limits().CpuCores, ContainerMemoryMb);

    /// <summary>
    /// Size of the container that a request needs: its cores (all to compile), as many of them as are here, and its memory where it exceeds the default.
    /// The server that accepted it may have more cores, and the engine refuses what the host has not. Stdin and files lie in the container's memory, beside the run's own.
    /// </summary>
    internal ContainerSize SizeOf(RunRequest request)
    {
        var usual = DefaultSizeOf(request.Class);
        var filesMb = (int)((request.Stdin.Length + request.FileBytes) >> 20);
        var needed = (int)((request.Limits.MemoryBytes + (1 << 20) - 1) >> 20) + (filesMb < SmallFilesMb ? 0 : filesMb) + HeadroomMb;
        return usual with
        {
            Cores = request.Class == ContainerClass.Compile ? usual.Cores : Math.Min(request.Limits.Cores, Environment.ProcessorCount),
            MemoryMb = Math.Max(usual.MemoryMb, needed),
        };
    }

    /// <summary>Bytes that /box holds.</summary>
    internal long BoxBytesOf(ContainerClass purpose) => (long)BoxMbOf(purpose) << 20;

    /// <summary>MiB of /box, and of /tmp.</summary>
    internal int BoxMbOf(ContainerClass purpose) => purpose == ContainerClass.Compile ? CompileTmpfsMb : TmpfsMb;

    /// <summary>An image with the tag that ./judge images gave it.</summary>
    internal string Tagged(string image) => image + ":" + ImageTag;

    /// <summary>Whether the engine is podman, whose flags differ in places.</summary>
    internal bool IsPodman => Path.GetFileName(Engine).StartsWith("podman", StringComparison.Ordinal);
}
