namespace Judge.Jobs.Sandbox;

/// <summary>What a container is for. The classes differ in what they may use, never in how they are walled in.</summary>
public enum ContainerClass
{
    /// <summary>Runs programs, under the cores and the memory of their limits.</summary>
    Run,
    /// <summary>Compiles them: more memory, processes and room for files, and every core of the host.</summary>
    Compile,
}

/// <summary>What a container can serve: containers of one kind differ in their size alone.</summary>
public sealed record ContainerKind(string Image, ContainerClass Class)
{
    public override string ToString() => Class == ContainerClass.Run ? Image : $"{Image} ({Class})";
}

/// <summary>What a container may use of the host. The engine can change it while the container lives.</summary>
/// <param name="Cores">Cores' worth of CPU time.</param>
/// <param name="MemoryMb">Memory in MiB, the runner's headroom included.</param>
/// <param name="Cpus">Numbers of the cores that it is held to, as the kernel writes them (<c>0-1,3</c>); null: any.</param>
public sealed record ContainerSize(double Cores, int MemoryMb, string? Cpus = null)
{
    /// <summary>Whether a container of this size can take a run that wants the other.</summary>
    public bool Serves(ContainerSize wanted) =>
        Math.Abs(Cores - wanted.Cores) < 0.0005 && MemoryMb >= wanted.MemoryMb && (wanted.Cpus is null || Cpus == wanted.Cpus);
}
