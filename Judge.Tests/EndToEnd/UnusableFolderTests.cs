using Shouldly;

namespace Judge.Tests.EndToEnd;

public class UnusableFolderTests
{
    [Fact]
    public async Task A_folder_of_compiled_programs_that_cannot_be_made_ends_the_start_with_a_sentence_that_names_its_key()
    {
        var end = await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, "--Compiling:Folder", "/dev/null/compiled"));

        end.Message.ShouldStartWith("The server ended with 2:");
        end.Message.ShouldContain("The folder of compiled programs cannot be used: ");
        end.Message.ShouldContain("Give /dev/null/compiled to the user who runs the server, or name another: Compiling:Folder.");
        end.Message.ShouldNotContain("   at ");
    }
}
