using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Judge.Jobs.Sandbox;

/// <summary>
/// What the path of a file below /box may be: relative, and unable to leave it by its text alone. Whoever names the file, a client, a source, a
/// definition or a compiler; the runner (paths.c) ends its container at any other.
/// </summary>
public static class BoxPath
{
    /// <summary>Most bytes of a path.</summary>
    public const int MaxBytes = 4095;
    /// <summary>Most bytes of each of its parts: of a file's name.</summary>
    public const int PartMaxBytes = 255;

    /// <summary>Whether it has neither empty parts, <c>.</c>, <c>..</c> nor NUL, and is as long as the kernel takes it.</summary>
    public static bool IsValid(string path) =>
        path.Length <= MaxBytes && Encoding.UTF8.GetByteCount(path) <= MaxBytes && !path.Contains('\0')
        && path.Split('/').All(part => part is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(part) <= PartMaxBytes);

    /// <summary>The path of these bytes, which the kernel takes as they come; null: they are not UTF-8.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The bytes for a reader, with <c>\xff</c> for each that is no part of a character.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[0]:x2}");
            }
            bytes = bytes[length..];
        }
        return text.ToString();
    }
}
