using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Judge.Jobs.Sandbox;

/// <summary>Types of frames; docs/sandbox-protocol.md has their payloads.</summary>
internal enum FrameType : byte
{
    Run = 1, File = 2, FileData = 3, Stdin = 4, StdinEnd = 5, Cancel = 6, Ping = 7, Spare = 8,
    Hello = 64, Output = 65, Result = 67, CollectedFile = 68, CollectedData = 69, Fault = 70, Pong = 71, SpareReady = 72,
}

/// <summary>Writes frames into one buffer, so that a whole request leaves in one write.</summary>
internal sealed class FrameWriter
{
    /// <summary>Most bytes of a frame after its length.</summary>
    public const int FrameMaxBytes = 262_144;
    /// <summary>Most data bytes of one data frame.</summary>
    public const int DataMaxBytes = 65_536;
    /// <summary>Most strings in each of a frame's lists.</summary>
    public const int ListMaxCount = 8192;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private int _start = -1;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>Bytes that may still be added to the frame that was written last.</summary>
    public int Room => FrameMaxBytes + 4 - (_buffer.WrittenCount - _start);

    public void Clear() => _buffer.ResetWrittenCount();

    public FrameWriter Begin(FrameType type)
    {
        _start = _buffer.WrittenCount;
        return U32(0).Byte((byte)type);
    }

    public FrameWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }

    public FrameWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }

    public FrameWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
        return this;
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public FrameWriter Str(string text)
    {
        U32((uint)Encoding.UTF8.GetByteCount(text));
        _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        return this;
    }

    public void End()
    {
        var length = _buffer.WrittenCount - _start - 4;
        BinaryPrimitives.WriteUInt32LittleEndian(
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span.Slice(_start, 4), (uint)length);
    }
}

/// <summary>Reads the fields of one frame's payload in order.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> payload)
{
    /// <summary>Version of the protocol, which a runner tells in HELLO.</summary>
    public const uint ProtocolVersion = 2;

    private ReadOnlySpan<byte> _rest = payload;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1)[0];
    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    public string Str() => Encoding.UTF8.GetString(StrBytes());
    public ReadOnlySpan<byte> StrBytes() => Take((int)U32());

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new SandboxException("The runner sent a frame that is cut short.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
