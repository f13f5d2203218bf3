using System.Runtime.InteropServices;

namespace Judge.Jobs.Sandbox;

/// <summary>Gathers a run's answer from the frames of the runner, and takes no more than was asked for: a program may have taken the runner over.</summary>
internal sealed class Answer(RunRequest request)
{
    private const uint SpareUsedFlag = 1;
    private const uint KeptFlag = 2;

    private readonly MemoryStream _stdout = new();
    private readonly MemoryStream _stderr = new();
    private readonly List<BoxFile> _files = [];
    private byte[] _collecting = [];
    private int _collected;
    private int _collectedFiles;
    private long _collectLeft = request.Collect.Count == 0 ? 0 : request.Limits.CollectBytes;
    private string? _unreadableName;

    /// <summary>Why the container must be replaced; null: it is clean.</summary>
    public string? Dirty { get; private set; }

    /// <summary>Whether the run's program stayed in /box.</summary>
    public bool Kept { get; private set; }

    /// <summary>Takes a frame; the report when it was the last.</summary>
    public RunReport? Take(FrameType type, ReadOnlyMemory<byte> payload)
    {
        var reader = new FrameReader(payload.Span);
        reader.U32();
        switch (type)
        {
            case FrameType.Output:
                var stream = reader.Byte() == 1 ? _stdout : _stderr;
                // The runner cuts at the limit; a limit is never left to the container alone.
                stream.Write(reader.Rest[..(int)Math.Min(reader.Rest.Length, Math.Max(0, request.Limits.OutputBytes - stream.Length))]);
                return null;
            case FrameType.CollectedFile:
                BeginFile(ref reader);
                return null;
            case FrameType.CollectedData:
                if (reader.Rest.Length > _collecting.Length - _collected)
                    throw new SandboxException("The runner sent more of a file than it announced.");
                reader.Rest.CopyTo(_collecting.AsSpan(_collected));
                _collected += reader.Rest.Length;
                return null;
            case FrameType.Result:
                RequireWholeFile();
                return Report(ref reader);
            case FrameType.Fault:
                throw new SandboxException($"The runner {Fault(ref reader)}.");
            case FrameType.Hello or FrameType.Pong or FrameType.SpareReady:
                return null;
            default:
                throw new SandboxException($"The runner sent a frame of unknown type {(byte)type}.");
        }
    }

    private void BeginFile(ref FrameReader reader)
    {
        RequireWholeFile();
        var mode = reader.U32();
        var size = reader.U64();
        if (request.Collect.Count == 0 || ++_collectedFiles > RunRequest.CollectFilesMax || size > (ulong)_collectLeft)
            throw new SandboxException("The runner sent more files than it was asked for.");
        _collectLeft -= (long)size;
        _collecting = new byte[size];
        _collected = 0;
        var name = reader.StrBytes();
        if (BoxPath.Read(name) is not { } path)
            _unreadableName ??= BoxPath.Show(name);
        else if (BoxPath.IsValid(path))
            _files.Add(new BoxFile(path, _collecting, (mode & 0b001_000_000) != 0));
        else
            throw new SandboxException("The runner sent a file whose path is not one below /box.");
    }

    private void RequireWholeFile()
    {
        if (_collected < _collecting.Length)
            throw new SandboxException("The runner sent less of a file than it announced.");
    }

    /// <summary>What a FAULT tells: the step, and the kernel's error.</summary>
    public static string Fault(ref FrameReader fault)
    {
        var errno = (int)fault.U32();
        return $"failed at '{fault.Str()}': {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})";
    }

    /// <summary>
    /// The report of a run whose runner the OOM killer took: what had come until then. Its memory is the limit at least; its CPU time is
    /// not known, and told as zero.
    /// </summary>
    public RunReport OutOfMemory(TimeSpan wall, long memoryBytes) => new()
    {
        Ending = Ending.Signaled,
        Code = 9,
        Struck = Struck.OomKill,
        Wall = wall,
        MemoryPeakBytes = memoryBytes,
        StdoutBytes = _stdout.Length,
        StderrBytes = _stderr.Length,
        Stdout = _stdout.ToArray(),
        Stderr = _stderr.ToArray(),
    };

    private RunReport Report(ref FrameReader reader)
    {
        var ending = (Ending)reader.U32();
        var code = (int)reader.U32();
        var struck = (Struck)reader.U32();
        var dirty = reader.U32();
        var flags = reader.U32();
        Kept = (flags & KeptFlag) != 0;
        Dirty = dirty == 0 ? null : $"the run left it dirty (bits {dirty})";
        var wall = Microseconds(reader.U64());
        var cpu = Microseconds(reader.U64());
        reader.U64();
        return new RunReport
        {
            Ending = ending,
            Code = code,
            Struck = struck,
            StartedAhead = (flags & SpareUsedFlag) != 0,
            Wall = wall,
            Cpu = cpu,
            MemoryPeakBytes = (long)reader.U64(),
            StdoutBytes = (long)reader.U64(),
            StderrBytes = (long)reader.U64(),
            Stdout = _stdout.ToArray(),
            Stderr = _stderr.ToArray(),
            Files = _files,
            UnreadableName = _unreadableName,
        };
    }

    private static TimeSpan Microseconds(ulong value) => TimeSpan.FromTicks((long)value * 10);
}
