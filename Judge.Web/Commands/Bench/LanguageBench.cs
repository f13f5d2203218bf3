using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Judge.Web.Commands.Bench;

/// <summary>
/// <c>./judge bench --languages</c>: for each ready language what its example costs in the container and through the whole judge, and what its
/// compiler takes for a source that is new and for one that is known.
/// </summary>
internal static class LanguageBench
{
    private const int Runs = 15;
    private const int Compilations = 3;
    private const string Begin = "<!-- written by ./judge bench --languages: what stands between these two lines is replaced -->";
    private const string End = "<!-- end of ./judge bench --languages -->";
    private const string Page = "docs/benchmarks.md";

    public static async Task<int> RunAsync(int? port, bool quick, CancellationToken stop)
    {
        await using var server = port is null ? await BenchServer.StartAsync(stop) : null;
        using var client = new JudgeClient(port ?? server!.Port);
        var machine = await BarePrograms.DescribeMachineAsync(stop);
        var table = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {machine}. Medians of {(quick ? 1 : Runs)} runs of each language's example, in ms.\n\n")
            .Append("| language | program, by the runner | POST to result | between them | compiled anew, POST to result |\n| --- | --- | --- | --- | --- |\n");
        foreach (var word in (await client.LanguagesAsync(stop)).Select(row => row!["language"]!.ToString()))
        {
            // Asked one by one, because the first to ask waits for the language's test.
            var language = await client.LanguageAsync(word, stop);
            Console.Error.WriteLine($"{language["name"]} ...");
            if (language["ready"]!.GetValue<bool>())
                table.Append(await MeasureAsync(client, language, quick, stop));
        }
        Console.WriteLine(table);
        if (!quick)
            await WriteAsync(table.ToString(), stop);
        return 0;
    }

    private static async Task<string> MeasureAsync(JudgeClient client, JsonObject language, bool quick, CancellationToken stop)
    {
        var program = new List<double>();
        var whole = new List<double>();
        var anew = new List<double>();
        async Task<(double Program, double Whole)> SampleAsync(string? mark)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await client.ExpectOkAsync(Submission(language, mark), stop);
            return (result["wall_time_sec"]!.GetValue<double>() * 1000, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        await SampleAsync(null);
        for (var at = 0; at < (quick ? 1 : Runs); at++)
        {
            var sample = await SampleAsync(null);
            program.Add(sample.Program);
            whole.Add(sample.Whole);
        }
        for (var at = 0; language["compiled"]!.GetValue<bool>() && at < (quick ? 1 : Compilations); at++)
            anew.Add((await SampleAsync(Guid.NewGuid().ToString())).Whole);
        var (inside, outside) = (Samples.Of(program).At(50), Samples.Of(whole).At(50));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {language["name"]} | {inside:0.0} | {outside:0.0} | {outside - inside:0.0} | {(anew.Count == 0 ? "-" : Samples.Of(anew).At(50).ToString("0", CultureInfo.InvariantCulture))} |\n");
    }

    /// <summary>The language's example; a file of its own name makes it a source that was never compiled.</summary>
    private static JsonObject Submission(JsonObject language, string? mark)
    {
        var files = new JsonArray([.. language["example_files"]!.AsObject().Select(file => new JsonObject { ["name"] = file.Key, ["content"] = file.Value!.ToString() })]);
        if (mark is not null)
            files.Add(new JsonObject { ["name"] = "mark.txt", ["content"] = mark });
        var request = new JsonObject { ["language"] = language["language"]!.ToString(), ["stdin_data"] = "judge\n", ["files"] = files, ["time_limit_sec"] = 10 };
        if (language["example"]!.ToString() is { Length: > 0 } source)
            request["source_code"] = source;
        return request;
    }

    private static async Task WriteAsync(string table, CancellationToken stop)
    {
        var text = await File.ReadAllTextAsync(Page, stop);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        var section = $"{Begin}\n{table}{End}";
        await File.WriteAllTextAsync(Page, begin >= 0 && end > begin ? text[..begin] + section + text[(end + End.Length)..] : $"{text.TrimEnd()}\n\n## Languages\n\n{section}\n", stop);
    }
}
