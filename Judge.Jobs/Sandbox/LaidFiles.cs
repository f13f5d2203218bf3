namespace Judge.Jobs.Sandbox;

/// <summary>Files laid side by side in one folder, and the folders that they lie in. Each name costs what it is long, however many lie there already.</summary>
public sealed class LaidFiles
{
    private readonly Folder _root = new();

    /// <summary>Folders below the one.</summary>
    public int Folders { get; private set; }

    /// <summary>Lays a file of a name of parts that are not empty.</summary>
    /// <returns>What is in its way: a name that is there already, or would be both a file and a folder. Null: the file is laid.</returns>
    public string? Lay(string name)
    {
        var folder = _root;
        var at = 0;
        for (int slash; (slash = name.IndexOf('/', at)) >= 0; at = slash + 1)
        {
            if (folder.TryFind(name.AsSpan(at, slash - at), out var next))
            {
                if (next is null)
                    return name[..slash];
            }
            else
            {
                next = new Folder();
                folder.TryAdd(name.AsSpan(at, slash - at), next);
                Folders++;
            }
            folder = next;
        }
        return folder.TryAdd(name.AsSpan(at), null) ? null : name;
    }

    private sealed class Folder
    {
        /// <summary>Null: a file.</summary>
        private readonly Dictionary<string, Folder?> _entries = new(StringComparer.Ordinal);

        public bool TryFind(ReadOnlySpan<char> name, out Folder? folder) => _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out folder);
        public bool TryAdd(ReadOnlySpan<char> name, Folder? folder) => _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryAdd(name, folder);
    }
}
