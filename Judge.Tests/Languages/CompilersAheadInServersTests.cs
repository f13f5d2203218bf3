using System.Globalization;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>From POST to result: while the server rests a compiler gets ready, and the next new source is compiled by it.</summary>
[Collection("languages")]
[Trait("Needs", "Docker")]
public class CompilersAheadInServersTests(LanguageServer shared)
{
    private const int LongestRestSec = 128;

    [Theory]
    [InlineData("java", "judge/jvm", "class Main { public static void main(String[] a) { System.out.println(NUMBER); } }")]
    [InlineData("csharp", "judge/dotnet", "System.Console.WriteLine(NUMBER);")]
    public async Task After_a_rest_a_new_source_is_compiled_by_the_compiler_that_was_started_ahead(string language, string image, string source)
    {
        await RunNewAsync(language, source, 1);
        var usedBefore = await UsedAsync(image);

        // How long a compiler takes to get ready is the machine's affair: each new source comes after a longer rest.
        var restSec = 2;
        for (; restSec <= LongestRestSec && await UsedAsync(image) == usedBefore; restSec *= 2)
        {
            await Task.Delay(TimeSpan.FromSeconds(restSec));
            await RunNewAsync(language, source, restSec);
        }

        (await UsedAsync(image)).ShouldBe(usedBefore + 1, $"after rests of up to {restSec / 2} s");
    }

    private async Task RunNewAsync(string language, string source, int number)
    {
        var result = await shared.Judge.RunAsync(new { language, source_code = source.Replace("NUMBER", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) });

        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
        result["stdout"]!.ToString().ShouldBe($"{number}\n");
        result["compile_cached"]!.GetValue<bool>().ShouldBeFalse();
    }

    /// <summary>Compilations in an image's containers that a compiler did which had been started ahead.</summary>
    private Task<double> UsedAsync(string image) =>
        Metrics.SumAsync(shared.Judge, "judge_sandbox_spares_used_total", "class=\"compile\"", $"image=\"{image}\"");
}
