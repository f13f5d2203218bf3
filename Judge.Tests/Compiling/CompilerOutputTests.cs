using System.Text;
using Judge.Jobs.Compiling;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Compiling;

public class CompilerOutputTests
{
    [Theory]
    [InlineData("/box/main.c:1:2: error: no\n", "main.c:1:2: error: no\n")]
    [InlineData("# _/box\n./main.go:3:8: \"os\" imported and not used\n", "./main.go:3:8: \"os\" imported and not used\n")]
    [InlineData("mold: error: undefined symbol: f()\n>>> referenced by main.cpp\n>>>               /tmp/cc7l8B6i.o:(main)\n", "mold: error: undefined symbol: f()\n>>> referenced by main.cpp\n>>>               (main)\n")]
    [InlineData(">>>               /tmp/main-0a1b2c.o:(main)\n", ">>>               (main)\n")]
    [InlineData("\n\n  main.hs:1:1: error\n", "  main.hs:1:1: error\n")]
    [InlineData("\n", null)]
    [InlineData("", null)]
    public void Folders_of_the_sandbox_and_empty_lines_before_the_text_are_left_out(string written, string? shown) =>
        CompilerOutput.Tidy(new RunReport { Ending = Ending.Exited, Code = 1, Stderr = Encoding.UTF8.GetBytes(written), StderrBytes = Encoding.UTF8.GetByteCount(written) }, 64).ShouldBe(shown);
}
