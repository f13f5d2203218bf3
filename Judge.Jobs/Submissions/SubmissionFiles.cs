using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Submissions;

/// <summary>A file that a submission brings beside its source, at a relative path in the program's working folder.</summary>
public sealed record SubmissionFile(string Name, byte[] Content);

/// <summary>What names of files may be.</summary>
public static class SubmissionFiles
{
    /// <summary>Files of one submission.</summary>
    public const int MaxCount = 256;
    private const int NameMaxBytes = 1024;
    private const int PartMaxBytes = 255;

    /// <summary>Whether it is a relative path without empty parts, <c>.</c>, <c>..</c> or NUL.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(name) <= NameMaxBytes && !name.Contains('\0')
        && name.Split('/').All(part => part is not ("" or "." or "..") && System.Text.Encoding.UTF8.GetByteCount(part) <= PartMaxBytes);

    /// <summary>A name that is there twice, or is both a file and a folder; null when all can be laid side by side.</summary>
    public static string? FindConflict(IEnumerable<string> names)
    {
        var laid = new LaidFiles();
        return names.Select(laid.Lay).FirstOrDefault(inItsWay => inItsWay is not null);
    }
}
