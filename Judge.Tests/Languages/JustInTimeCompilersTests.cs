using Shouldly;

namespace Judge.Tests.Languages;

[Collection("languages")]
[Trait("Needs", "Docker")]
public class JustInTimeCompilersTests(LanguageServer shared)
{
    /// <summary>Where the JVM has its first compiler alone it says "emulated-client"; "sharing" tells that the ahead-of-time cache serves.</summary>
    [Theory]
    [InlineData("java", "void main() { System.out.println(System.getProperty(\"java.vm.info\")); }")]
    [InlineData("kotlin", "fun main() = println(System.getProperty(\"java.vm.info\"))")]
    [InlineData("scala", "object Main extends App { println(System.getProperty(\"java.vm.info\")) }")]
    [InlineData("clojure", "(println (System/getProperty \"java.vm.info\"))")]
    public async Task Programs_of_the_JVM_have_both_of_its_compilers_and_the_cache(string language, string source)
    {
        var result = await shared.Judge.RunAsync(new { language, source_code = source, max_processes = 1 });

        (result["stdout"]?.ToString()).ShouldBe("mixed mode, sharing\n", result.ToJsonString());
    }
}
