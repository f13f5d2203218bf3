namespace Judge.Jobs.Compiling;

/// <summary>Settings of the section <c>Compiling</c>.</summary>
public sealed class CompilingOptions
{
    /// <summary>Artifacts kept in memory, in MiB. 0 to 65,536.</summary>
    public int MemoryMb { get; set; } = 128;
    /// <summary>Artifacts kept on disk, in MiB; 0: none. 0 to 1,048,576.</summary>
    public int DiskMb { get; set; } = 1024;
    /// <summary>Folder of artifacts, which workers on several hosts may share; null: <c>compiled</c> in Judge:DataFolder.</summary>
    public string? Folder { get; set; }

    /// <summary>Throws with a message that names the key as the operator typed it.</summary>
    public void Validate()
    {
        Setting.Require(MemoryMb is >= 0 and <= 65_536, "Compiling:MemoryMb", "0 to 65536", MemoryMb);
        Setting.Require(DiskMb is >= 0 and <= 1_048_576, "Compiling:DiskMb", "0 to 1048576", DiskMb);
    }
}
