namespace Judge.Web.Execute;

/// <summary>Body of POST /execute as the client sends it. Null counts as absent; docs/api.md has defaults and ranges.</summary>
public sealed record ExecuteRequest
{
    public string? SourceCode { get; init; }
    public string? Language { get; init; }
    public string? StdinData { get; init; }
    public double? TimeLimitSec { get; init; }
    public double? WallTimeLimitSec { get; init; }
    public int? MemoryLimitMb { get; init; }
    public double? CpuCores { get; init; }
    public int? OutputLimitKb { get; init; }
    public int? StackLimitMb { get; init; }
    public int? MaxProcesses { get; init; }
    public string[]? Args { get; init; }
    public Dictionary<string, string>? Env { get; init; }
    public string[]? CompilerOptions { get; init; }
    /// <summary>Files laid beside the source, at relative names.</summary>
    public ExecuteFile[]? Files { get; init; }
    public string? ExpectedOutput { get; init; }
    public string? Encoding { get; init; }
    public string? Priority { get; init; }
}

/// <summary>A file of POST /execute.</summary>
public sealed record ExecuteFile
{
    /// <summary>Relative path, without <c>..</c>.</summary>
    public string? Name { get; init; }
    public string? Content { get; init; }
    /// <summary><c>utf8</c> or <c>base64</c>; null: that of the request.</summary>
    public string? Encoding { get; init; }
}
