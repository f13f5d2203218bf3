using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>The bytes of a body, with the room that they have in <see cref="BodyMemory"/> where they are many.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Room">Given back by who no longer needs what was made of them; null: they are few.</param>
internal sealed record Body(ReadOnlyMemory<byte> Bytes, IDisposable? Room)
{
    /// <summary>A large body has room for so much at first: what it tells of its length costs its client nothing, and few are longer.</summary>
    private const int FirstBytes = 4 << 20;

    /// <summary>
    /// Reads it. Of a large one nothing but its beginning is read before there is room: for 4 MiB of it at most, and, when those have come, for all that it
    /// tells of itself, or for the longest.
    /// </summary>
    /// <exception cref="BadRequestException">413: it is too long; 503: there was no room in time.</exception>
    /// <exception cref="BadHttpRequestException">It came too slowly, or broke off.</exception>
    public static async Task<Body> ReadAsync(HttpRequest request, BodyMemory memory, CancellationToken cancellationToken)
    {
        var told = request.ContentLength;
        if (told > BodyMemory.BodyMaxBytes)
            throw new BadRequestException(413, $"The body is {told} bytes long. Accepted: up to {BodyMemory.BodyMaxBytes >> 20} MiB.");
        var beginning = new byte[Math.Min(told ?? BodyMemory.FreeBytes, BodyMemory.FreeBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        return length < beginning.Length
            ? new Body(beginning.AsMemory(0, length), null)
            : await ReadLargeAsync(request.Body, beginning, told, memory, cancellationToken);
    }

    /// <param name="stream">The rest of the body.</param>
    /// <param name="beginning">What was read already.</param>
    /// <param name="told">Its length; null: it tells none.</param>
    /// <param name="memory">Where there is to be room.</param>
    /// <param name="cancellationToken">Its client is gone.</param>
    private static async Task<Body> ReadLargeAsync(Stream stream, byte[] beginning, long? told, BodyMemory memory, CancellationToken cancellationToken)
    {
        // One byte more than any has: Kestrel refuses what is longer.
        var longest = told ?? BodyMemory.BodyMaxBytes + 1;
        var roomBytes = Math.Min(longest, FirstBytes);
        var room = await memory.TakeAsync(roomBytes, cancellationToken);
        try
        {
            var bytes = beginning;
            var length = beginning.Length;
            for (int read; ; length += read)
            {
                if (length == bytes.Length)
                {
                    if (length == longest)
                        break;
                    if (length == roomBytes)
                    {
                        await room.GrowAsync(Math.Min(longest, BodyMemory.BodyMaxBytes) - length, cancellationToken);
                        roomBytes = longest;
                    }
                    Array.Resize(ref bytes, (int)(told is null ? Math.Min(roomBytes, length * 4L) : roomBytes));
                }
                if ((read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken)) == 0)
                    break;
            }
            room.ShrinkTo(length);
            return new Body(bytes.AsMemory(0, length), room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }
}
