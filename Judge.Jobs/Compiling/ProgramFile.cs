using System.Buffers.Binary;

namespace Judge.Jobs.Compiling;

/// <summary>Whether the kernel can start a file: an ELF file of a program (elf(5)), or a script that names its interpreter.</summary>
internal static class ProgramFile
{
    private const int TypeAt = 16;
    private const int EntryAt = 24;
    private const int HeadBytes = 64;
    private const ushort Executable = 2;
    private const ushort PositionIndependent = 3;

    /// <summary>False for what compilers make besides: object files, archives, assembly, libraries.</summary>
    public static bool CanStart(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("\u007FELF"u8))
            return file.StartsWith("#!"u8);
        // A shared library has no entry, unless it is a program too.
        return file.Length >= HeadBytes && BinaryPrimitives.ReadUInt16LittleEndian(file[TypeAt..]) is Executable or PositionIndependent
            && BinaryPrimitives.ReadUInt64LittleEndian(file[EntryAt..]) != 0;
    }
}
