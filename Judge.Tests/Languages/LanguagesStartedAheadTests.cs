using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Judge.Tests.Sandbox;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>For each language whose runtime is started ahead: its programs do then what they do when it is started with them.</summary>
[Trait("Needs", "Docker")]
public sealed partial class LanguagesStartedAheadTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly LanguageCatalog Catalog = LanguageCatalog.Load(Repository.Path("sandbox/languages"));
    private static readonly string[] Programs = ["hello", "echo", "error", "sum", "unicode"];
    // Long enough for most runtimes to come up and be held; one that is still coming up must do as well.
    private static readonly TimeSpan Start = TimeSpan.FromMilliseconds(500);

    public static TheoryData<string> StartedAhead => [.. Catalog.All.Where(language => language.StartAheadUntil is not null).Select(language => language.Word)];

    [Theory]
    [MemberData(nameof(StartedAhead))]
    public async Task A_program_does_the_same_as_when_its_runtime_is_started_plainly(string word)
    {
        var language = Catalog.Find(word)!;
        // As large as a compiler's: the programs are compiled in it too.
        var slot = await sandbox.StartAsync(language.Image, ContainerClass.Compile);
        foreach (var file in Directory.GetFiles(Repository.Path($"Judge.Tests/Languages/programs/{word}")).Where(file => Programs.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            var (plain, ahead) = await RunBothWaysAsync(slot, language, await File.ReadAllBytesAsync(file));

            Told(ahead).ShouldBe(Told(plain), file);
            slot.Broken.ShouldBeNull(file);
        }
    }

    [Theory]
    [InlineData("erlang", """-module(main). -export([main/1]). main(_) -> io:put_chars(os:cmd("ulimit -n; ulimit -p; ulimit -f")).""")]
    [InlineData("elixir", """IO.write(:os.cmd(~c"ulimit -n; ulimit -p; ulimit -f"))""")]
    public async Task Helpers_that_a_runtime_starts_before_its_program_have_the_runs_limits(string word, string source)
    {
        var language = Catalog.Find(word)!;
        var slot = await sandbox.StartAsync(language.Image, ContainerClass.Compile);

        var (plain, ahead) = await RunBothWaysAsync(slot, language, Encoding.UTF8.GetBytes(source));

        Told(ahead).ShouldBe(Told(plain));
        Encoding.UTF8.GetString(ahead.Stdout).Split('\n').ShouldNotContain("unlimited");
    }

    // Each program tells whether its runtime has been through more than a plain start.
    [Theory]
    [InlineData("csharp", """System.Console.Write(System.Array.Exists(System.AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "warm"));""")]
    [InlineData("fsharp", """System.AppDomain.CurrentDomain.GetAssemblies() |> Array.exists (fun a -> a.GetName().Name = "warm") |> System.Console.Write""")]
    [InlineData("erlang", """-module(main). -export([main/1]). main(_) -> io:write(try is_atom(list_to_existing_atom("judge_" ++ "small")) catch _:_ -> false end).""")]
    [InlineData("elixir", """IO.write(try do is_atom(String.to_existing_atom("Elixir.Judge.Small")) rescue _ -> false end)""")]
    public async Task A_runtime_gets_no_more_ready_than_plainly_once_its_program_is_there(string word, string source)
    {
        var language = Catalog.Find(word)!;
        var slot = await sandbox.StartAsync(language.Image, ContainerClass.Compile);
        var request = await CompiledInOneSlot.RequestOfAsync(slot, language, Encoding.UTF8.GetBytes(source));

        await Patience.UntilAsync("a runtime was ready before its program came", 60, async () => await IsReadierAsync(Start));
        await Patience.UntilAsync("a program came before its runtime was ready", 60, async () => !await IsReadierAsync(TimeSpan.Zero));

        async Task<bool> IsReadierAsync(TimeSpan start)
        {
            slot.StartAhead(request.Ahead!);
            await Task.Delay(start);
            var run = await slot.RunAsync(request, CancellationToken.None);
            run.StartedAhead.ShouldBeTrue();
            return bool.Parse(Encoding.UTF8.GetString(run.Stdout));
        }
    }

    [Theory]
    [InlineData("bash", "echo $SECONDS")]
    [InlineData("perl", "print time - $^T, \"\\n\"")]
    [InlineData("php", "<?php echo time() - $_SERVER['REQUEST_TIME'], \"\\n\";")]
    public async Task Time_counts_from_the_runs_start_however_long_its_runtime_was_held(string word, string source)
    {
        var language = Catalog.Find(word)!;
        var slot = await sandbox.StartAsync(language.Image, ContainerClass.Compile);
        var request = await CompiledInOneSlot.RequestOfAsync(slot, language, Encoding.UTF8.GetBytes(source));
        slot.StartAhead(request.Ahead!);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var ahead = await slot.RunAsync(request, CancellationToken.None);

        ahead.StartedAhead.ShouldBeTrue();
        // A second may be over while it starts.
        Encoding.UTF8.GetString(ahead.Stdout).ShouldBeOneOf("0\n", "1\n");
    }

    private static async Task<(RunReport Plain, RunReport Ahead)> RunBothWaysAsync(Slot slot, Language language, byte[] source)
    {
        var request = await CompiledInOneSlot.RequestOfAsync(slot, language, source);

        var plain = await slot.RunAsync(request, CancellationToken.None);
        slot.StartAhead(request.Ahead!);
        await Task.Delay(Start);
        var ahead = await slot.RunAsync(request, CancellationToken.None);

        plain.StartedAhead.ShouldBeFalse();
        ahead.StartedAhead.ShouldBeTrue();
        return (plain, ahead);
    }

    // Addresses and numbers of threads differ from run to run however it is started.
    private static string Told(RunReport run) =>
        Varying().Replace($"{run.Ending} {run.Code} {run.Struck}\n{Encoding.UTF8.GetString(run.Stdout)}\n{Encoding.UTF8.GetString(run.Stderr)}", "");

    [GeneratedRegex(@"\b(0x)?[0-9a-fA-F]{8,}\b|\btid=\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Varying();
}
