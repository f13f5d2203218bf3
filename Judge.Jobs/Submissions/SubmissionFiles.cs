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
    public static string? FindConflict(IReadOnlyCollection<string> names)
    {
        var files = new HashSet<string>(names.Count, StringComparer.Ordinal);
        foreach (var name in names)
            if (!files.Add(name))
                return name;
        foreach (var name in names)
            for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
                if (files.Contains(name[..slash]))
                    return name[..slash];
        return null;
    }
}
