using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Compiling;

/// <summary>The hash of everything that a compile step depends on: two steps of one key make the same artifact.</summary>
internal static class CompileKey
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(string imageId, RunRequest step)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, imageId);
        AddAll(hash, step.Argv);
        AddAll(hash, step.Env.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value).ToArray());
        AddAll(hash, step.Collect);
        Add(hash, step.Limits.ToString());
        AddAll(hash, [.. step.Files.Select(file => file.Path)]);
        foreach (var file in step.Files)
            Add(hash, file.Content.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddAll(IncrementalHash hash, IReadOnlyList<string> texts)
    {
        Add(hash, [(byte)texts.Count, (byte)(texts.Count >> 8), (byte)(texts.Count >> 16)]);
        foreach (var text in texts)
            Add(hash, text);
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    // Each part behind its length: without it, parts that are joined differently would hash alike, and one program could get another's artifact.
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
