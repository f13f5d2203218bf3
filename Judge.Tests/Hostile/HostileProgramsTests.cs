using System.Text.Json.Nodes;
using Shouldly;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Judge.Tests.Hostile;

[Trait("Needs", "Docker")]
[TestCaseOrderer("Judge.Tests.Hostile.InOrderOfTheCollection", "Judge.Tests")]
public class HostileProgramsTests(HostileRuns runs) : IClassFixture<HostileRuns>
{
    public static TheoryData<string> Names => [.. HostileProgram.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_program_gets_its_one_verdict_and_leaves_the_next_one_unharmed(string name)
    {
        var program = HostileProgram.All.Single(program => program.Name == name);

        var (hostile, honest) = await runs.OutcomeAsync(name);

        foreach (var (field, value) in program.Expect)
            JsonNode.DeepEquals(hostile[field], value).ShouldBeTrue($"{field} of '{program.Says}' is not {value?.ToJsonString() ?? "null"}: {Shortened(hostile)}");
        foreach (var (field, least) in program.AtLeast)
            hostile[field]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(least!.GetValue<double>(), $"{field}: {Shortened(hostile)}");
        foreach (var (field, most) in program.AtMost)
            hostile[field]!.GetValue<double>().ShouldBeLessThanOrEqualTo(most!.GetValue<double>(), $"{field}: {Shortened(hostile)}");
        HonestProgram.ShouldBeRight(honest, name);
    }

    private static string Shortened(JsonObject result) => result.ToJsonString() is { Length: > 3000 } text ? text[..3000] + "..." : result.ToJsonString();
}

/// <summary>The order in which the programs run, so that each outcome is told as soon as it is there.</summary>
public sealed class InOrderOfTheCollection : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases) where TTestCase : ITestCase =>
        testCases.OrderBy(test => test.TestMethodArguments?.FirstOrDefault() as string, StringComparer.Ordinal);
}

public class HostileCollectionTests
{
    [Fact]
    public void The_collection_is_large_and_every_program_of_it_says_what_it_does_and_what_must_come_of_it()
    {
        HostileProgram.All.Count.ShouldBeGreaterThanOrEqualTo(200);
        foreach (var program in HostileProgram.All)
        {
            program.Says.ShouldNotBeEmpty(program.Name);
            program.Expect.ShouldContainKey("status", program.Name);
        }
    }
}
