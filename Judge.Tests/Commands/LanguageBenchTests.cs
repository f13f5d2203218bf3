using System.Text.Json.Nodes;
using Judge.Web.Commands.Bench;
using Shouldly;

namespace Judge.Tests.Commands;

public class LanguageBenchTests
{
    private static JsonArray Languages => JsonNode.Parse("""
        [{"id": 50, "language": "c", "aliases": ["gcc", "48"]}, {"id": 62, "language": "java", "aliases": ["jdk"]}, {"id": 71, "language": "python", "aliases": []}]
        """)!.AsArray();

    [Theory]
    [InlineData("c,java,python")]
    [InlineData("c,java", "java", "c")]
    [InlineData("java", "JDK")]
    [InlineData("c,python", "48", "71")]
    public void The_named_languages_are_measured_or_all(string measured, params string[] names) =>
        string.Join(',', LanguageBench.Choose(Languages, names)).ShouldBe(measured);

    [Fact]
    public void A_name_that_no_language_has_is_told_with_those_there_are() =>
        Should.Throw<InvalidOperationException>(() => LanguageBench.Choose(Languages, ["c", "jawa"])).Message.ShouldBe("No language is called jawa. There are: c, java, python.");
}
