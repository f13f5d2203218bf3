using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Judge.Jobs.Languages;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>For each language the programs in Languages/programs, each with its one verdict.</summary>
[Collection("languages")]
[Trait("Needs", "Docker")]
public class ProgramsOfLanguagesTests(LanguageServer shared)
{
    private const string Name = "Größe: 世界 🌍!";
    private static readonly LanguageCatalog Catalog = LanguageCatalog.Load(Repository.Path("sandbox/languages"));
    private static readonly string Folder = Repository.Path("Judge.Tests/Languages/programs");
    private static readonly string Numbers = string.Join('\n', Enumerable.Range(1, 200_000)) + "\n";

    /// <summary>Program, input, verdict, output; null: any.</summary>
    private static readonly (string Program, string Stdin, string Status, string? Stdout)[] Expected =
    [
        ("hello", "", "OK", "hello"),
        ("echo", "one\ntwo three\n", "OK", "one\ntwo three"),
        ("error", "", "RE", null),
        ("endless", "", "TLE", null),
        ("sum", Numbers, "OK", "20000100000"),
        ("unicode", Name + "\n", "OK", $"{Name} / Grüße, 世界 🌍 / 12"),
        ("broken", "", "CE", null),
        ("loopback", "", "OK", "served"),
    ];

    /// <summary>Programs that not every language has: what needs no compiler has no broken one, and servers are written in few.</summary>
    private static bool IsNeeded(string program, Language language) => program switch
    {
        "broken" => language.Compile is not null,
        "loopback" => language.Word is "python" or "java" or "javascript" or "go" or "csharp" or "ruby",
        _ => true,
    };

    public static TheoryData<string> Languages => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_language_runs_its_programs(string language)
    {
        var state = (await shared.Judge.Http.GetFromJsonAsync<JsonObject>($"/languages/{language}"))!;
        state["ready"]!.GetValue<bool>().ShouldBeTrue(state.ToJsonString());

        var results = await Task.WhenAll(Expected.Select(async expected => (expected, result: await RunAsync(language, expected.Program, expected.Stdin))));

        foreach (var ((program, _, status, stdout), result) in results)
        {
            if (result is null)
                continue;
            result["status"]!.ToString().ShouldBe(status, $"{language}/{program}: {Told(result)}");
            if (status is "OK" or "RE")
                result["limit_exceeded"].ShouldBeNull($"{language}/{program}: {Told(result)}");
            if (stdout is not null)
                (result["stdout"]?.ToString().TrimEnd()).ShouldBe(stdout, $"{language}/{program}: {Told(result)}");
        }
    }

    [Fact]
    public void Every_language_has_programs()
    {
        var needed = Catalog.All.Where(language => language.Word is not ("text" or "executable" or "project"));

        foreach (var language in needed)
            foreach (var (program, _, _, _) in Expected.Where(expected => IsNeeded(expected.Program, language)))
                FileOf(language.Word, program).ShouldNotBeNull($"{language.Word} has no program {program}");
    }

    private async Task<JsonObject?> RunAsync(string language, string program, string stdin) =>
        FileOf(language, program) is { } file
            ? await shared.Judge.RunAsync(new
            {
                language,
                source_code = await File.ReadAllTextAsync(file),
                stdin_data = stdin,
                time_limit_sec = program == "endless" ? 0.5 : 5,
                wall_time_limit_sec = 30,
                memory_limit_mb = 512,
                // The threads of a language's runtime are not the program's.
                max_processes = program is "hello" or "error" ? 1 : 64,
            })
            : null;

    private static string? FileOf(string language, string program) =>
        Directory.Exists(Path.Combine(Folder, language)) ? Directory.GetFiles(Path.Combine(Folder, language), program + ".*").SingleOrDefault() : null;

    private static string Told(JsonObject result) =>
        $"{result["message"]} {result["compile_output"]} {result["stderr"]} stdout: {(result["stdout"]?.ToString() is { Length: > 200 } text ? text[..200] : result["stdout"])}";
}
