using System.Text;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Tests.Languages;
using Shouldly;

namespace Judge.Tests.Compiling;

public class CompileStepTests
{
    private static readonly LanguageCatalog Catalog = LanguageCatalog.Load(Repository.Path("sandbox/languages"));

    public static TheoryData<string> Compiled => [.. Catalog.All.Where(language => language is { Compile: not null, SourceFile: not null }).Select(language => language.Word)];

    [Theory]
    [MemberData(nameof(Compiled))]
    public async Task The_limits_of_a_run_are_nothing_to_the_compiler(string language)
    {
        var least = await StepOfAsync(Catalog.Find(language)!, new Limits { MemoryLimitMb = 16, StackLimitMb = 1, MaxProcesses = 1 });
        var most = await StepOfAsync(Catalog.Find(language)!, new Limits { MemoryLimitMb = 2048, StackLimitMb = 512, MaxProcesses = 512 });

        CompileKey.Of("image", least).ShouldBe(CompileKey.Of("image", most));
        least.Ahead?.Argv.ShouldBe(most.Ahead!.Argv);
        least.Ahead?.Env.ShouldBe(most.Ahead!.Env);
    }

    [Fact]
    public async Task Placeholders_of_limits_tell_a_compiler_its_own()
    {
        var language = Catalog.Find("csharp")! with
        {
            Compile = Catalog.Find("csharp")!.Compile! with { Command = ["/bin/x", "{memory_mb}", "{stack_mb}"], MemoryLimitMb = 768 },
            Environment = new Dictionary<string, string> { ["LIMIT"] = "{memory_hex}" },
        };

        var step = await StepOfAsync(language, new Limits { MemoryLimitMb = 16, StackLimitMb = 1 });

        step.Argv.ShouldBe(["/bin/x", "768", "64"]);
        step.Env["LIMIT"].ShouldBe("30000000");
        (step.Limits.MemoryBytes, step.Limits.StackBytes).ShouldBe((768L << 20, 64L << 20));
    }

    private static Task<RunRequest> StepOfAsync(Language language, Limits limits) =>
        CompiledInOneSlot.StepOfAsync(language, new Submission { Id = "1", Language = language.Word, Source = Encoding.UTF8.GetBytes(language.Example), Limits = limits });
}
