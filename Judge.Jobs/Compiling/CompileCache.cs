namespace Judge.Jobs.Compiling;

/// <summary>
/// Artifacts by the hash of everything that went into them, in memory and on disk, the least recently used forgotten first. A submission can
/// only have put under a key what its own source compiles to, so it cannot poison another's.
/// </summary>
public sealed class CompileCache(CompilingOptions options, ArtifactFolder folder)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Artifact Artifact)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Artifact Artifact)> _order = [];
    private long _bytes;

    /// <summary>The artifact of that key, or null.</summary>
    public async Task<Artifact?> FindAsync(string key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
                return node.Value.Artifact;
            }
        }
        if (await folder.FindAsync(key) is not { } artifact)
            return null;
        Remember(key, artifact);
        return artifact;
    }

    /// <summary>Keeps the artifact of that key.</summary>
    public Task AddAsync(string key, Artifact artifact)
    {
        Remember(key, artifact);
        return folder.AddAsync(key, artifact);
    }

    private void Remember(string key, Artifact artifact)
    {
        lock (_lock)
        {
            if (_byKey.ContainsKey(key))
                return;
            _byKey[key] = _order.AddFirst((key, artifact));
            _bytes += artifact.Bytes;
            while (_bytes > (long)options.MemoryMb << 20 && _order.Last is { } oldest)
            {
                _order.RemoveLast();
                _byKey.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Artifact.Bytes;
            }
        }
    }
}
