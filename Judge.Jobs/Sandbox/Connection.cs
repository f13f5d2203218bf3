using System.Buffers.Binary;

namespace Judge.Jobs.Sandbox;

/// <summary>One runner's byte stream, both ways, in frames.</summary>
/// <param name="input">From the runner.</param>
/// <param name="output">To it.</param>
/// <param name="closed">Called once both are closed.</param>
internal sealed class Connection(Stream input, Stream output, Action? closed = null) : IAsyncDisposable
{
    private byte[] _buffer = new byte[16_384];
    private int _start;
    private int _end;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
    {
        await output.WriteAsync(frames, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Sends a few bytes that the runner is sure to take at once.</summary>
    public void Send(ReadOnlySpan<byte> frames)
    {
        output.Write(frames);
        output.Flush();
    }

    /// <summary>Next frame; its payload is valid until the next call.</summary>
    public async ValueTask<(FrameType Type, ReadOnlyMemory<byte> Payload)> ReadAsync(CancellationToken cancellationToken)
    {
        await FillAsync(5, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        if (length is < 1 or > FrameWriter.FrameMaxBytes)
            throw new SandboxException($"The runner sent a frame of {length} bytes.");
        await FillAsync(4 + length, cancellationToken);
        var type = (FrameType)_buffer[_start + 4];
        var payload = _buffer.AsMemory(_start + 5, length - 1);
        _start += 4 + length;
        return (type, payload);
    }

    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_end - _start >= count)
            return;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_buffer.Length < count)
            Array.Resize(ref _buffer, Math.Max(count, _buffer.Length * 4));
        while (_end < count)
        {
            var read = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException("The container ended.");
            _end += read;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await input.DisposeAsync();
        await output.DisposeAsync();
        closed?.Invoke();
    }
}
