namespace Judge.Jobs.Sandbox;

/// <summary>What a container is for. The classes differ in what they may use, never in how they are walled in.</summary>
public enum ContainerClass
{
    /// <summary>Runs programs, under the cores and the memory of their limits.</summary>
    Run,
    /// <summary>Compiles them: more memory, processes and room for files, and every core of the host.</summary>
    Compile,
}

/// <summary>What a container can serve: containers of one kind are alike.</summary>
public sealed record ContainerKind(string Image, ContainerClass Class)
{
    public override string ToString() => Class == ContainerClass.Run ? Image : $"{Image} ({Class})";
}
