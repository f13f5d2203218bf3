using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>The bytes of a body, with the room that they have in <see cref="BodyMemory"/> where they are many.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Room">Given back by who no longer needs what was made of them; null: they are few.</param>
internal sealed record Body(ReadOnlyMemory<byte> Bytes, IDisposable? Room)
{
    /// <summary>Reads it. Of a large one nothing but its beginning is read before there is room: for its length, or for the longest where none is told.</summary>
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
            // One byte more than any has: Kestrel refuses what is longer.
            : await ReadLargeAsync(request.Body, beginning, BodyMemory.BodyMaxBytes + 1, memory, cancellationToken);
    }

    /// <param name="beginning">What was read already.</param>
    /// <param name="most">Its length, or the longest that it may have.</param>
    private static async Task<Body> ReadLargeAsync(Stream stream, byte[] beginning, long most, BodyMemory memory, CancellationToken cancellationToken)
    {
        var room = await memory.TakeAsync(most, cancellationToken);
        try
        {
            var bytes = beginning.Length > 0 ? beginning : new byte[most];
            var length = beginning.Length;
            for (int read; length < most; length += read)
            {
                if (length == bytes.Length)
                    Array.Resize(ref bytes, (int)Math.Min(most, length * 4L));
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
