using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Compiling;

public class FilesBesideAnArtifactTests
{
    [Fact]
    public async Task What_was_made_comes_before_what_was_sent_in_its_place()
    {
        var compilation = await StandInCompiler.Making(["Main.class", "a/b/made", "c"])
            .CompileAsync("java", "class Main { }", "data", "a/data", "Main.class", "a/b", "a/b/made", "a/b/made/x", "c/data", "cc/data");

        compilation.Failure.ShouldBeNull();
        compilation.Files.Select(file => file.Path).ShouldBe(["Main.class", "a/b/made", "c", "data", "a/data", "cc/data"]);
    }

    [Fact]
    public async Task Thousands_of_made_files_deep_in_folders_are_looked_through_once_for_all_that_were_sent()
    {
        var folder = string.Join('/', Enumerable.Range(0, 30).Select(at => new string((char)('a' + (at % 26)), 100)));
        var made = Enumerable.Range(0, 4096).Select(at => $"{folder}/Class{at}.class").ToList();
        string[] sent = [.. Enumerable.Range(0, 256).Select(at => $"data{at}")];
        var compiler = StandInCompiler.Making(made);

        // From the cache but for the first. Once for each that was sent, each of them would take 20 s.
        for (var submission = 0; submission < 50; submission++)
            (await compiler.CompileAsync("java", "class Main { }", sent)).Files.Select(file => file.Path).ShouldBe([.. made, .. sent]);

        compiler.Runs.ShouldBe(1);
    }

    [Theory]
    [InlineData("a/b", "a/c", null)]
    [InlineData("a", "a", "a")]
    [InlineData("a/b", "a", "a")]
    [InlineData("a", "a/b/c", "a")]
    [InlineData("a/b", "a/b/c", "a/b")]
    [InlineData("a", "ab/c", null)]
    public void Two_files_lie_side_by_side_unless_one_is_in_the_others_place(string first, string second, string? inItsWay)
    {
        var laid = new LaidFiles();
        laid.Lay(first).ShouldBeNull();

        laid.Lay(second).ShouldBe(inItsWay);
    }
}
