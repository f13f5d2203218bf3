using System.Buffers;
using System.Text.Json;

namespace Judge.Jobs.Submissions;

/// <summary>The JSON of a submission, made for one that may have tens of megabytes.</summary>
internal static class RequestJson
{
    /// <summary>Bytes of contents from which on the serializer's own buffer, doubled until all has a place in it and kept for later, takes more than it is worth.</summary>
    private const int LargeBytes = 64 << 10;
    /// <summary>Names, limits and arguments; where they are more the buffer grows.</summary>
    private const int OtherBytes = 64 << 10;

    public static ReadOnlyMemory<byte> Of(Submission submission)
    {
        var content = (long)submission.Source.Length + submission.Stdin.Length + (submission.ExpectedOutput?.Length ?? 0) + submission.Files.Sum(file => (long)file.Content.Length);
        if (content < LargeBytes)
            return SubmissionStore.Serialize(submission);
        var buffer = new ArrayBufferWriter<byte>((int)((content + 2) / 3 * 4) + OtherBytes);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = SubmissionJson.Options.Encoder }))
            JsonSerializer.Serialize(writer, submission, SubmissionJson.Options);
        return buffer.WrittenMemory;
    }
}
