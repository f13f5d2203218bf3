using System.Buffers.Binary;
using Judge.Jobs.Compiling;
using Shouldly;

namespace Judge.Tests.Compiling;

public class ProgramFileTests
{
    [Theory]
    [InlineData(2, 0x401000, true)]
    [InlineData(3, 0x1040, true)]
    [InlineData(1, 0, false)]
    [InlineData(3, 0, false)]
    [InlineData(4, 0x401000, false)]
    public void An_ELF_file_is_a_program_by_its_type_and_its_entry(ushort type, ulong entry, bool isProgram)
    {
        var file = new byte[64];
        byte[] magic = [0x7F, 0x45, 0x4C, 0x46];
        magic.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), type);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), entry);

        ProgramFile.CanStart(file).ShouldBe(isProgram);
        ProgramFile.CanStart(file.AsSpan(0, 40)).ShouldBeFalse();
    }

    [Fact]
    public void Of_other_files_a_script_alone_can_be_started()
    {
        ProgramFile.CanStart("#!/bin/sh\n"u8).ShouldBeTrue();
        ProgramFile.CanStart("!<arch>\n"u8).ShouldBeFalse();
        ProgramFile.CanStart("\t.text\n"u8).ShouldBeFalse();
        ProgramFile.CanStart([]).ShouldBeFalse();
    }
}
