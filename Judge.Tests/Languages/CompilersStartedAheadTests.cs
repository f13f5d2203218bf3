using System.Security.Cryptography;
using System.Text;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Tests.Sandbox;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>For each compiler that is started ahead: it writes then, and makes, what it does when it is started with its source.</summary>
[Trait("Needs", "Docker")]
public sealed class CompilersStartedAheadTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly LanguageCatalog Catalog = LanguageCatalog.Load(Repository.Path("sandbox/languages"));
    // A busy machine takes its time over a compiler that gets ready.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>For each language: a program of two files, one in a package where there are such; one with a warning; one with several errors.</summary>
    private static readonly (string Language, string Source, string? OtherName, string? Other)[] Sources =
    [
        ("java", "package zoo;\npublic class Main { public static void main(String[] a) { System.out.println(new Lion().roar(\"é\")); } }", "Lion.java", "package zoo; class Lion { String roar(String s) { return s + 1; } }"),
        ("java", "import java.util.*;\nclass Main { public static void main(String[] a) { List list = new ArrayList(); list.add(1); System.out.println(new Date(1, 1, 1)); } }", null, null),
        ("java", "class Main {\n int a = \"é\";\n void f() { g(); return 1; }\n String s = 1 }\n", null, null),
        ("kotlin", "package zoo\nfun main() { println(Lion(1).toString() + \"é\") }", "Lion.kt", "package zoo\ndata class Lion(val a: Int)"),
        ("kotlin", "fun main() { val a: String? = null; println(a!!.length); for (i in 1..3) { val unused = i } }", null, null),
        ("kotlin", "fun main() {\n val a: Int = \"é\"\n g()\n}\nfun f(): String { return 1 }", null, null),
        ("scala", "package zoo\nobject Main { def main(a: Array[String]): Unit = println(Lion(1) + \"é\") }", "Lion.scala", "package zoo\ncase class Lion(a: Int)"),
        ("scala", "object Main { def f(a: Option[Int]) = a match { case Some(1) => 1 }; def main(a: Array[String]) { println(f(None)); 1 } }", null, null),
        ("scala", "object Main {\n val a: Int = \"é\"\n def main(a: Array[String]): Unit = g()\n def f: String = 1\n}", null, null),
        ("csharp", "using System; Console.WriteLine(new Zoo.Lion(\"é\"));", "Lion.cs", "namespace Zoo; public record Lion(string Name);"),
        ("csharp", "class P { static void Main() { int unused = 1; int never; } [System.Obsolete] static void F() { } static void G() { F(); } }", null, null),
        ("csharp", "class P {\n static int a = \"é\";\n static void Main() { g(); return 1; }\n string F() { }\n}", null, null),
        ("fsharp", "module Main\n[<EntryPoint>]\nlet main _ = printfn \"%s\" \"é\"; 0", null, null),
        ("fsharp", "type A = X | Y\nlet f a = match a with X -> 1\nf Y |> ignore\n1 + 1", null, null),
        ("fsharp", "let a: int = \"é\"\nlet b = g 1\nlet f () : string = 1", null, null),
    ];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (var at = 0; at < Sources.Length; at++)
                cases.Add(at, Sources[at].Language);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_compiler_does_the_same_as_when_it_is_started_plainly(int at, string language)
    {
        var (_, source, otherName, other) = Sources[at];
        SubmissionFile[] files = otherName is null ? [] : [new SubmissionFile(otherName, Encoding.UTF8.GetBytes(other!))];
        var request = await CompiledInOneSlot.StepOfAsync(Catalog.Find(language)!, source, files);
        request = request with { Limits = request.Limits with { Cpu = Patience, Wall = Patience } };
        var slot = await sandbox.ReadyAsync(Catalog.Find(language)!.Image, ContainerClass.Compile);

        var plain = await slot.RunAsync(request, CancellationToken.None);
        var ahead = await RunAheadAsync(slot, request);

        plain.StartedAhead.ShouldBeFalse();
        ahead.StartedAhead.ShouldBeTrue();
        Told(ahead).ShouldBe(Told(plain));
        slot.Broken.ShouldBeNull();
    }

    [Fact]
    public void Every_compiler_that_is_started_ahead_has_sources_here() =>
        Catalog.All.Where(language => language.Compile?.StartAhead is not null).Select(language => language.Word).Order(StringComparer.Ordinal)
            .ShouldBe(Sources.Select(source => source.Language).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task With_options_of_its_own_a_submission_is_compiled_plainly()
    {
        var java = Catalog.Find("java")!;
        var plain = await CompiledInOneSlot.StepOfAsync(java, "class Main { }", []);
        var own = await CompiledInOneSlot.StepOfAsync(java, "class Main { }", [], "-J-Xmx100m");

        plain.Ahead!.IsToldItsCommand.ShouldBeTrue();
        plain.Ahead.Fits(plain).ShouldBeTrue();
        plain.Ahead.Fits(own).ShouldBeFalse();
        own.Ahead.ShouldBeNull();
        own.Stdin.Length.ShouldBe(0);
    }

    // Not only if it is held by now: the run waits until the compiler is ready, and is charged for that.
    private static Task<RunReport> RunAheadAsync(Slot slot, RunRequest request)
    {
        var ahead = request.Ahead! with { IsToldItsCommand = false };
        slot.StartAhead(ahead);
        return slot.RunAsync(request with { Argv = ahead.Argv, Ahead = ahead }, CancellationToken.None);
    }

    private static string Told(RunReport run) =>
        $"{run.Ending} {run.Code} {run.Struck}\n{Encoding.UTF8.GetString(run.Stdout)}\n{Encoding.UTF8.GetString(run.Stderr)}\n"
        + string.Join('\n', run.Files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Path} {Convert.ToHexString(SHA256.HashData(file.Content.Span))}"));
}
