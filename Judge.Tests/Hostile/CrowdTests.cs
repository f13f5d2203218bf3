using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Hostile;

[Trait("Needs", "Docker")]
public class CrowdTests
{
    private const int Hostile = 200;
    private const int Honest = 100;

    [Fact]
    public async Task Two_hundred_hostile_programs_at_once_get_their_verdicts_and_the_honest_ones_among_them_are_right()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "4");
        // A compile step may take half a minute by its own limits, and in a crowd one of C++ does: those are left to the collection's own rows.
        var programs = HostileProgram.All.Where(program => program.Language != "cpp" && !program.Name.StartsWith("compilers/", StringComparison.Ordinal)).ToArray();

        var sent = new List<(string Id, HostileProgram? Program)>();
        for (var number = 0; number < Hostile; number++)
        {
            var program = programs[number % programs.Length];
            sent.Add((await server.PostAsync(program.Body()), program));
            if (number % (Hostile / Honest) == 0)
                sent.Add((await server.PostAsync(HonestProgram.In(program.Language)), null));
        }

        foreach (var (id, program) in sent)
        {
            var result = await server.EndedAsync(id);
            if (program is null)
                HonestProgram.ShouldBeRight(result, "a crowd");
            else
                result["status"]!.ToString().ShouldBe(program.Expect["status"]!.ToString(), $"{program.Name}: {result["message"]}");
        }
    }
}
