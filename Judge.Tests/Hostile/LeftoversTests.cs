using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Hostile;

/// <summary>Two submissions, one after the other, on a server with one worker.</summary>
[Trait("Needs", "Docker")]
public class LeftoversTests
{
    [Fact]
    public async Task What_a_submission_leaves_in_every_place_is_gone_for_the_next_one_in_the_same_container()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1", "--Sandbox:RunsPerContainer", "1000");

        var planted = await RunAsync(server, "plant.py");
        var found = await RunAsync(server, "find.py");

        planted[1].ShouldBe("attribute, attribute, attribute, attribute, attribute, attribute, /tmp, attribute, attribute, attribute, attribute, attribute, attribute, /box, "
            + "attribute, attribute, attribute, attribute, attribute, attribute, /dev/shm, POSIX semaphore, process");
        found[1].ShouldBe("nothing");
        found[0].ShouldBe("the same container", "or this proves nothing");
    }

    [Fact]
    public async Task A_container_whose_network_remembers_a_connection_is_replaced()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1", "--Sandbox:RunsPerContainer", "1000");

        await RunAsync(server, "connect.py");
        var found = await RunAsync(server, "find.py");

        found[1].ShouldBe("nothing");
        found[0].ShouldBe("another container");
    }

    [Fact]
    public async Task A_compiled_program_cannot_leave_a_note_in_its_own_file_which_stays_for_its_next_run()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1");

        var first = await RunAsync(server, "change_itself.c", "c");
        var second = await RunAsync(server, "change_itself.c", "c");

        first[1].ShouldBe("nothing");
        second[1].ShouldBe("nothing");
        second[0].ShouldBe(first[0], "the file did not stay, so this proves nothing");
    }

    private static async Task<string[]> RunAsync(JudgeServer server, string program, string language = "python")
    {
        var source = await File.ReadAllTextAsync(Repository.Path("Judge.Tests/Hostile/leftovers/" + program));
        var result = await server.RunAsync(new { language, source_code = source, time_limit_sec = 20, wall_time_limit_sec = 60 });
        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        return result["stdout"]!.ToString().Split('\n');
    }
}
