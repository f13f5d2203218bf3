using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Compiling;

/// <summary>Files that no run could have beside it are the submission's fault, and told.</summary>
public class FaultsOfMadeFilesTests
{
    [Theory]
    [InlineData("java", "public class {0} {{ }}", 250, true)]
    [InlineData("java", "public class {0} {{ }}", 251, false)]
    [InlineData("scala", "object {0} {{ }}", 249, true)]
    [InlineData("scala", "object {0} {{ }}", 1_000_000, false)]
    public async Task A_class_whose_name_is_too_long_for_its_file_is_told(string language, string source, int letters, bool compiled)
    {
        var compiler = StandInCompiler.Making(["Main.class"]);

        var compilation = await compiler.CompileAsync(language, string.Format(System.Globalization.CultureInfo.InvariantCulture, source, new string('A', letters)));

        compiler.Runs.ShouldBe(compiled ? 1 : 0);
        compilation.Failure.ShouldBe(compiled ? null : $"Compilation failed: a source's file is called by its class, and '{new string('A', 100)}…' is longer than the 255 bytes that a file's name may have. Give the class a shorter name.");
    }

    [Fact]
    public async Task A_made_file_whose_name_is_not_UTF8_is_told()
    {
        var compiler = new StandInCompiler(new RunReport { Ending = Ending.Exited, Code = 0, Files = [new BoxFile("made", default)], UnreadableName = "\\xff" });

        (await compiler.CompileAsync("c", "1")).Failure.ShouldBe("Compilation failed: it made a file whose name is not UTF-8: '\\xff'.");
    }

    [Theory]
    [InlineData(1024, null)]
    [InlineData(1025, "Compilation failed: what it made lies in more than 4096 folders.")]
    public async Task Files_that_were_made_in_too_many_folders_are_told(int trees, string? told)
    {
        var compiler = StandInCompiler.Making(Enumerable.Range(0, trees).Select(at => $"{at}/a/b/c/made"));

        (await compiler.CompileAsync("c", "1")).Failure.ShouldBe(told);
    }
}
