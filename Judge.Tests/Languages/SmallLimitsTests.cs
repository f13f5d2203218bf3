using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>A program that needs little is content with little, whatever its compiler needs.</summary>
[Collection("languages")]
[Trait("Needs", "Docker")]
public class SmallLimitsTests(LanguageServer shared)
{
    [Fact]
    public async Task A_compiler_has_its_own_memory_and_a_source_is_compiled_once_for_every_limit()
    {
        foreach (var memoryMb in (int[])[16, 255, 256])
        {
            var result = await shared.Judge.RunAsync(new { language = "fsharp", source_code = "printfn \"%d\" 1\n", memory_limit_mb = memoryMb });

            result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
            result["compile_cached"]!.GetValue<bool>().ShouldBe(memoryMb != 16);
        }
    }

    [Fact]
    public async Task Rubys_stack_which_it_touches_at_its_start_is_not_charged_to_a_small_program()
    {
        var result = await shared.Judge.RunAsync(new { language = "ruby", source_code = "puts 1", memory_limit_mb = 16 });

        result["status"]!.ToString().ShouldBe("OK", result.ToJsonString());
    }
}
