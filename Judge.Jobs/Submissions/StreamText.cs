using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Judge.Jobs.Submissions;

/// <summary>What a program wrote on a stream, as a result shows it.</summary>
internal static class StreamText
{
    private const int LongestPartOfACharacter = 3;

    /// <summary>The text, and the bytes as base64 where they are not UTF-8; base64 alone where it was asked for; nulls for an empty stream.</summary>
    /// <param name="bytes">What was kept of the stream.</param>
    /// <param name="base64">Whether the request asked for base64.</param>
    /// <param name="truncated">Whether the program wrote more: the part of a character that the limit left at the end is no fault of the program's, and is left out.</param>
    public static (string? Text, string? Base64) Of(byte[] bytes, bool base64, bool truncated)
    {
        if (bytes.Length == 0)
            return (null, null);
        if (base64)
            return (Convert.ToBase64String(bytes), null);
        var shown = truncated ? bytes.AsSpan(0, bytes.Length - PartAtTheEnd(bytes)) : bytes;
        return (Encoding.UTF8.GetString(shown), Utf8.IsValid(shown) ? null : Convert.ToBase64String(bytes));
    }

    private static int PartAtTheEnd(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(LongestPartOfACharacter, bytes.Length); length++)
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
                return length;
        return 0;
    }
}
