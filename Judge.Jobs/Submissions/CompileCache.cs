using System.Security.Cryptography;
using System.Text;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Submissions;

/// <summary>
/// Artifacts by the hash of everything that went into them, the least recently used forgotten first. A submission can only have put
/// there what its own source compiles to, so it cannot poison another's.
/// </summary>
public sealed class CompileCache
{
    private const long MaxBytes = 128L << 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, IReadOnlyList<BoxFile> Files, string Output)>> _byKey = [];
    private readonly LinkedList<(string Key, IReadOnlyList<BoxFile> Files, string Output)> _order = [];
    private long _bytes;

    public static string KeyOf(Language language, Submission submission)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string[])[language.Word, language.Image, .. language.Compile!.Command, "\u0001", .. submission.CompilerOptions])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
        hash.AppendData(submission.Source);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The artifact and the compiler's warnings, or null.</summary>
    public (IReadOnlyList<BoxFile> Files, string Output)? Find(string key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
                return null;
            _order.Remove(node);
            _order.AddFirst(node);
            return (node.Value.Files, node.Value.Output);
        }
    }

    public void Add(string key, IReadOnlyList<BoxFile> files, string output)
    {
        lock (_lock)
        {
            if (_byKey.ContainsKey(key))
                return;
            _byKey[key] = _order.AddFirst((key, files, output));
            _bytes += Size(files);
            while (_bytes > MaxBytes && _order.Last is { } oldest)
            {
                _order.RemoveLast();
                _byKey.Remove(oldest.Value.Key);
                _bytes -= Size(oldest.Value.Files);
            }
        }
    }

    private static long Size(IReadOnlyList<BoxFile> files) => files.Sum(file => (long)file.Content.Length);
}
