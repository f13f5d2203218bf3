using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Judge.Jobs.Languages;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>
/// For each language the programs in Languages/courses, written as textbooks and students write them: several files, libraries of the language, input
/// and arguments, and errors that must be told. expected.json beside them holds what each is sent with and what comes of it.
/// </summary>
[Collection("languages")]
[Trait("Needs", "Docker")]
public class ProgramsOfCoursesTests(LanguageServer shared)
{
    private const string Expected = "expected.json";
    private static readonly string Folder = Repository.Path("Judge.Tests/Languages/courses");
    /// <summary>Fields of POST /execute where expected.json names no other: time enough on a busy machine.</summary>
    private static readonly JsonObject Defaults = new() { ["time_limit_sec"] = 10, ["wall_time_limit_sec"] = 60, ["memory_limit_mb"] = 512 };

    private static readonly string[] Words = [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Languages => [.. Words];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_language_runs_what_courses_hand_in(string language)
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, language, Expected)))!.AsObject();
        var programs = Directory.GetFileSystemEntries(Path.Combine(Folder, language)).Select(path => Path.GetFileName(path)!).Where(name => name != Expected);
        programs.ShouldBe(expected.Select(program => program.Key), ignoreOrder: true);
        // A busy machine may take longer for the language's example than one request may wait, or give its compiler too little of the clock.
        await Patience.UntilAsync($"{language} is ready", 600, async () => await IsReadyAsync(language));

        var faults = await Task.WhenAll(expected.Select(async program => FaultsOf(program.Key, program.Value!.AsObject(), await RunAsync(BodyOf(language, program.Key, program.Value!)))));

        string.Concat(faults).ShouldBe("");
    }

    [Fact]
    public void Every_language_has_programs_of_courses() =>
        LanguageCatalog.Load(Repository.Path("sandbox/languages")).All.Select(language => language.Word).Where(word => word is not ("text" or "executable"))
            .ShouldBe(Words, ignoreOrder: true);

    private async Task<bool> IsReadyAsync(string language)
    {
        try
        {
            return (await shared.Judge.Http.GetFromJsonAsync<JsonObject>($"/languages/{language}"))!["ready"]!.GetValue<bool>();
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private async Task<JsonObject> RunAsync(JsonObject body)
    {
        // Where a busy machine gave too little of the clock it is sent again: what is looked at here has nothing to do with time.
        for (var tries = 1; ; tries++)
            if (await shared.Judge.EndedAsync(await shared.Judge.PostAsync(body)) is var result && (tries == 5 || result["message"]?.ToString().Contains("Wall time limit", StringComparison.Ordinal) != true))
                return result;
    }

    private static JsonObject BodyOf(string language, string program, JsonNode expected)
    {
        var body = (JsonObject)Defaults.DeepClone();
        foreach (var (field, value) in expected["request"]?.AsObject() ?? [])
            body[field] = value?.DeepClone();
        body["language"] = language;
        var path = Path.Combine(Folder, language, program);
        var several = Directory.Exists(path);
        var source = several ? Directory.GetFiles(path, "main.*").SingleOrDefault() : path;
        if (source is not null)
            body["source_code"] = TextOf(source);
        if (several)
            body["files"] = new JsonArray([.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(file => file != source).Order(StringComparer.Ordinal)
                .Select(file => new JsonObject { ["name"] = Path.GetRelativePath(path, file), ["content"] = TextOf(file) })]);
        return body;
    }

    // File.ReadAllText would leave a byte order mark out.
    private static string TextOf(string file) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(file));

    /// <summary>What differs, a paragraph for each program; empty: nothing.</summary>
    private static string FaultsOf(string program, JsonObject expected, JsonObject result)
    {
        string Text(string field) => result[field]?.ToString() ?? "";
        var faults = new List<string>();
        var status = expected["status"]?.ToString() ?? "OK";
        if (Text("status") != status)
            faults.Add($"its status is {Text("status")}");
        if (expected["stdout"]?.ToString() is { } stdout && Text("stdout") != stdout)
            faults.Add($"it printed '{Text("stdout")}' in place of '{stdout}'");
        if (status == "OK" && expected["stderr"] is null && Text("stderr").Length > 0)
            faults.Add("something is on its standard error");
        if (status == "OK" && expected["compile_output"] is null && Text("compile_output").Length > 0)
            faults.Add("its compiler said something");
        if (expected["stderr_lacks"]?.ToString() is { } unwanted && Text("stderr").Contains(unwanted, StringComparison.Ordinal))
            faults.Add($"stderr has '{unwanted}'");
        foreach (var field in new[] { "stderr", "message", "compile_output" })
            if (expected[field]?.ToString() is { } part && !Text(field).Contains(part, StringComparison.Ordinal))
                faults.Add($"{field} lacks '{part}'");
        return faults.Count == 0 ? "" : $"\n{program}: {string.Join("; ", faults)}.\n{Text("message")}\n{Text("stderr")}\n{Text("compile_output")}\n";
    }
}
