using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Judge.Jobs.Submissions;

/// <summary>The JSON of a result, made for one that may have hundreds of megabytes: 16 MiB of NUL on each stream are 200 MB.</summary>
internal static class ResultJson
{
    /// <summary>Characters of text from which on a result is made in one piece of memory of its length, and one after the other.</summary>
    public const int LargeChars = 64 << 10;
    /// <summary>Characters that are written at once. The writer asks for room for the longest that they can become.</summary>
    private const int SegmentChars = 4 << 10;
    private const int SegmentMaxBytes = SegmentChars * 18;

    private static readonly JsonSerializerOptions s_segmented = new(SubmissionJson.Options) { Converters = { new SegmentedText() } };

    /// <summary>Whether it is one of those that take much memory to be made.</summary>
    public static bool IsLarge(SubmissionResult result) =>
        Chars(result.Stdout) + Chars(result.Stderr) + Chars(result.StdoutBase64) + Chars(result.StderrBase64) + Chars(result.CompileOutput) >= LargeChars;

    public static ReadOnlyMemory<byte> Of(SubmissionResult result)
    {
        if (!IsLarge(result))
            return SubmissionStore.Serialize(result);
        // Written twice: a buffer that grows would take twice its length, and the serializer's own is kept for later besides.
        var length = new Length();
        Write(length, result);
        var buffer = new ArrayBufferWriter<byte>(checked((int)length.Bytes + SegmentMaxBytes));
        Write(buffer, result);
        return buffer.WrittenMemory;
    }

    private static void Write(IBufferWriter<byte> target, SubmissionResult result)
    {
        using var writer = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = SubmissionJson.Options.Encoder });
        JsonSerializer.Serialize(writer, result, s_segmented);
    }

    private static long Chars(string? text) => text?.Length ?? 0;

    /// <summary>A text in segments: at once the writer takes room for the longest that all of it can become, several times over.</summary>
    private sealed class SegmentedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            var rest = value.AsSpan();
            for (; rest.Length > SegmentChars; rest = rest[SegmentChars..])
                writer.WriteStringValueSegment(rest[..SegmentChars], isFinalSegment: false);
            writer.WriteStringValueSegment(rest, isFinalSegment: true);
        }
    }

    /// <summary>Counts what is written, and keeps none of it.</summary>
    private sealed class Length : IBufferWriter<byte>
    {
        private byte[] _scratch = new byte[SegmentMaxBytes];

        public long Bytes { get; private set; }

        public void Advance(int count) => Bytes += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (sizeHint > _scratch.Length)
                _scratch = new byte[sizeHint];
            return _scratch;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
