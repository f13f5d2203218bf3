using System.Security.Cryptography;
using System.Text;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Compiling;

/// <summary>What a compiler made: the files a run needs, and what it wrote.</summary>
public sealed record Artifact(IReadOnlyList<BoxFile> Files, string Output)
{
    private const string Format = "judge artifact 1\n";

    /// <summary>What an entry of a cache takes beside its text and files: its key, and the nodes by which it is found.</summary>
    private const int EntryBytes = 512;
    /// <summary>What a file takes beside its content and name: three objects, and its place in the list.</summary>
    private const int FileBytes = 128;

    /// <summary>Bytes of memory that it takes in a cache, in good measure: thousands of empty files are not for nothing.</summary>
    public long Bytes => EntryBytes + ((long)Output.Length * sizeof(char)) + Files.Sum(file => FileBytes + (long)file.Content.Length + ((long)file.Path.Length * sizeof(char)));

    /// <summary>One blob: its format, a checksum of the rest, and the rest, which begins with the key it belongs to.</summary>
    public byte[] ToBytes(string key)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Format);
        var checksumAt = (int)stream.Position;
        writer.Write(new byte[SHA256.HashSizeInBytes]);
        writer.Write(key);
        writer.Write(Output);
        writer.Write(Files.Count);
        foreach (var file in Files)
        {
            writer.Write(file.Path);
            writer.Write(file.Executable);
            writer.Write(file.Content.Length);
            writer.Write(file.Content.Span);
        }
        var bytes = stream.ToArray();
        var rest = checksumAt + SHA256.HashSizeInBytes;
        SHA256.HashData(bytes.AsSpan(rest), bytes.AsSpan(checksumAt, SHA256.HashSizeInBytes));
        return bytes;
    }

    /// <summary>The artifact of <see cref="ToBytes"/>; null when the bytes are not whole, of another format or of another key.</summary>
    public static Artifact? FromBytes(byte[] bytes, string key)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadString() != Format)
                return null;
            var checksum = reader.ReadBytes(SHA256.HashSizeInBytes);
            if (!SHA256.HashData(bytes.AsSpan((int)reader.BaseStream.Position)).AsSpan().SequenceEqual(checksum) || reader.ReadString() != key)
                return null;
            var output = reader.ReadString();
            var files = new BoxFile[reader.ReadInt32()];
            for (var at = 0; at < files.Length; at++)
            {
                var path = reader.ReadString();
                var executable = reader.ReadBoolean();
                files[at] = new BoxFile(path, reader.ReadBytes(reader.ReadInt32()), executable);
            }
            return new Artifact(files, output);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
