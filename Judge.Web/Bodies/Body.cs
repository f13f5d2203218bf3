using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>The bytes of a body, with the room that they have in <see cref="BodyMemory"/> where they are many.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Room">Given back by who no longer needs what was made of them; null: they are few.</param>
internal sealed record Body(ReadOnlyMemory<byte> Bytes, IDisposable? Room)
{
    /// <summary>A body that does not tell its length has room for so much at first: few are longer.</summary>
    private const int UntoldBytes = 4 << 20;

    /// <summary>Reads it. Of a large one nothing but its beginning is read before there is room: for its length, or, where none is told, for 4 MiB and then for the longest.</summary>
    /// <exception cref="BadRequestException">413: it is too long; 503: there was no room in time.</exception>
    /// <exception cref="BadHttpRequestException">It came too slowly, or broke off.</exception>
    public static async Task<Body> ReadAsync(HttpRequest request, BodyMemory memory, CancellationToken cancellationToken)
    {
        var told = request.ContentLength;
        if (told > BodyMemory.BodyMaxBytes)
            throw new BadRequestException(413, $"The body is {told} bytes long. Accepted: up to {BodyMemory.BodyMaxBytes >> 20} MiB.");
        if (told > BodyMemory.FreeBytes)
            return await ReadLargeAsync(request.Body, [], told.Value, memory, cancellationToken);
        var beginning = new byte[(told ?? BodyMemory.FreeBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        return length < beginning.Length
            ? new Body(beginning.AsMemory(0, length), null)
            : await ReadLargeAsync(request.Body, beginning, UntoldBytes, memory, cancellationToken);
    }

    /// <param name="stream">The rest of the body.</param>
    /// <param name="beginning">What was read already; empty: its length is told.</param>
    /// <param name="roomBytes">Its length, or what there is to be room for at first.</param>
    /// <param name="memory">Where there is to be room.</param>
    /// <param name="cancellationToken">Its client is gone.</param>
    private static async Task<Body> ReadLargeAsync(Stream stream, byte[] beginning, long roomBytes, BodyMemory memory, CancellationToken cancellationToken)
    {
        var room = await memory.TakeAsync(roomBytes, cancellationToken);
        try
        {
            var bytes = beginning.Length > 0 ? beginning : new byte[roomBytes];
            var length = beginning.Length;
            for (int read; ; length += read)
            {
                if (length == bytes.Length)
                {
                    if (beginning.Length == 0)
                        break;
                    if (length == roomBytes)
                    {
                        await room.GrowAsync(BodyMemory.BodyMaxBytes - length, cancellationToken);
                        // One byte more than any has: Kestrel refuses what is longer.
                        roomBytes = BodyMemory.BodyMaxBytes + 1;
                    }
                    Array.Resize(ref bytes, (int)Math.Min(roomBytes, length * 4L));
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
