using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Submissions;

/// <summary>A file that a submission brings beside its source, at a relative path in the program's working folder.</summary>
public sealed record SubmissionFile(string Name, byte[] Content);

/// <summary>What names of files may be.</summary>
public static class SubmissionFiles
{
    /// <summary>Files of one submission.</summary>
    public const int MaxCount = 256;
    /// <summary>Folders that they lie in, all together: beside them and the files that a compiler makes, /box has inodes for no more than some thousands.</summary>
    public const int MaxFolders = 1024;
    private const int NameMaxBytes = 1024;

    /// <summary>Whether it is a path below the working folder of up to 1,024 bytes.</summary>
    public static bool IsName(string name) => BoxPath.IsValid(name) && System.Text.Encoding.UTF8.GetByteCount(name) <= NameMaxBytes;

    /// <summary>Whether the names lie in at most so many folders, those within others counted too.</summary>
    public static bool AreInFewFolders(IEnumerable<string> names, int most)
    {
        var laid = new LaidFiles();
        foreach (var name in names)
        {
            laid.Lay(name);
            if (laid.Folders > most)
                return false;
        }
        return true;
    }

    /// <summary>A name that is there twice, or is both a file and a folder; null when all can be laid side by side.</summary>
    public static string? FindConflict(IEnumerable<string> names)
    {
        var laid = new LaidFiles();
        return names.Select(laid.Lay).FirstOrDefault(inItsWay => inItsWay is not null);
    }
}
