using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Judge.Web.Commands.Bench;

/// <summary>
/// <c>./judge bench --languages</c>: for each ready language what its example takes when it is started bare in its container and when it goes through the
/// whole judge, one after the other and after a pause, and what its compiler takes for a source that is new and for one that is known.
/// </summary>
internal static class LanguageBench
{
    private const string Page = "docs/benchmarks.md";
    private static readonly MarkedSection s_section =
        new("<!-- written by ./judge bench --languages: what stands between these two lines is replaced -->", "<!-- end of ./judge bench --languages -->");
    /// <summary>Long enough for every runtime to be started ahead on a quiet machine.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.6);
    /// <summary>A server's code is compiled anew while its first submissions pass: they would be charged to the first languages.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <param name="names">Words, aliases or ids of those to measure, which are shown and not written down; empty: all.</param>
    /// <param name="port">A running server's port; null: a server of its own is started and measured.</param>
    /// <param name="quick">One sample of each, shown and not written down.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> names, int? port, bool quick, CancellationToken stop)
    {
        await using var server = port is null ? await BenchServer.StartAsync(stop) : null;
        using var client = new JudgeClient(port ?? server!.Port);
        // Nothing is started ahead there, so that its runner times a plain start: exec to the end.
        await using var plainServer = await BenchServer.StartAsync(stop, "--Sandbox:StartAhead", "false");
        using var plain = new JudgeClient(plainServer.Port);
        var words = Choose(await client.LanguagesAsync(stop), names);
        var machine = await BarePrograms.DescribeMachineAsync(stop);
        var (runs, compilations) = quick ? (1, 1) : (7, 3);
        var table = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {machine}. Medians of {runs} runs of each language's example, in ms.\n\n")
            .Append("| language | bare | POST to result | overhead | after a pause | overhead | compiled anew | compile cached |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        // Before the first figure: a language's test, which the first to ask waits for, takes the processors from whichever is being measured.
        var ready = await ReadyAsync(client, plain, words, stop);
        for (var began = Stopwatch.GetTimestamp(); ready.Count > 0 && Stopwatch.GetElapsedTime(began) < WarmUp;)
            await Task.WhenAll(client.ExpectOkAsync(Submission(ready[0], null), stop), plain.ExpectOkAsync(Submission(ready[0], null), stop));
        foreach (var language in ready)
        {
            Console.Error.WriteLine($"{language["name"]} ...");
            table.Append(await MeasureAsync(client, plain, language, runs, compilations, stop));
        }
        Console.WriteLine(table);
        if (!quick && names.Count == 0)
            await WriteAsync(table.ToString(), stop);
        return 0;
    }

    /// <summary>Words of the languages that are called so, in the server's order; all where no name is given.</summary>
    /// <exception cref="InvalidOperationException">No language is called so.</exception>
    internal static IReadOnlyList<string> Choose(JsonArray languages, IReadOnlyList<string> names)
    {
        static bool IsCalled(JsonNode language, string name)
        {
            IEnumerable<JsonNode?> names = [.. language["aliases"]!.AsArray(), language["language"], language["id"]];
            return names.Any(called => called!.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        }
        return names.FirstOrDefault(name => !languages.Any(language => IsCalled(language!, name))) is { } unknown
            ? throw new InvalidOperationException($"No language is called {unknown}. There are: {string.Join(", ", languages.Select(language => language!["language"]))}.")
            : [.. languages.Where(language => names.Count == 0 || names.Any(name => IsCalled(language!, name))).Select(language => language!["language"]!.ToString())];
    }

    private static async Task<IReadOnlyList<JsonObject>> ReadyAsync(JudgeClient client, JudgeClient plain, IEnumerable<string> words, CancellationToken stop)
    {
        List<JsonObject> ready = [];
        foreach (var word in words)
        {
            var language = await client.LanguageAsync(word, stop);
            await plain.LanguageAsync(word, stop);
            if (language["ready"]!.GetValue<bool>())
                ready.Add(language);
            else
                Console.Error.WriteLine($"{language["name"]} is left out: {language["problem"]}");
        }
        return ready;
    }

    private static async Task<string> MeasureAsync(JudgeClient client, JudgeClient plain, JsonObject language, int runs, int compilations, CancellationToken stop)
    {
        async Task<double> BareAsync(string? mark) =>
            (await plain.ExpectOkAsync(Submission(language, mark), stop))["wall_time_sec"]!.GetValue<double>() * 1000;
        async Task<double> WholeAsync(string? mark)
        {
            var started = Stopwatch.GetTimestamp();
            await client.ExpectOkAsync(Submission(language, mark), stop);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        async Task<double> PausedAsync(string? mark)
        {
            await Task.Delay(Pause, stop);
            return await WholeAsync(mark);
        }
        async Task<double> RestedAsync(string? mark)
        {
            await Processors.RestAsync(stop);
            return await WholeAsync(mark);
        }
        await BareAsync(null);
        await WholeAsync(null);
        await Processors.RestAsync(stop);
        var bare = await MedianAsync(runs, () => BareAsync(null));
        var whole = await MedianAsync(runs, () => WholeAsync(null));
        var paused = await MedianAsync(runs, () => PausedAsync(null));
        var row = string.Create(CultureInfo.InvariantCulture, $"| {language["name"]} | {bare:0.0} | {whole:0.0} | {whole - bare:0.0} | {paused:0.0} | {paused - bare:0.0} |");
        if (!language["compiled"]!.GetValue<bool>())
            return row + " - | - |\n";
        var marks = Enumerable.Range(0, compilations).Select(_ => Guid.NewGuid().ToString()).ToList();
        var anew = await MedianAsync(compilations, at => RestedAsync(marks[at]));
        var cached = await MedianAsync(compilations, at => RestedAsync(marks[at]));
        return row + string.Create(CultureInfo.InvariantCulture, $" {anew:0} | {cached:0.0} |\n");
    }

    private static Task<double> MedianAsync(int samples, Func<Task<double>> sampleAsync) => MedianAsync(samples, _ => sampleAsync());

    private static async Task<double> MedianAsync(int samples, Func<int, Task<double>> sampleAsync)
    {
        var values = new List<double>();
        for (var at = 0; at < samples; at++)
            values.Add(await sampleAsync(at));
        return Samples.Of(values).At(50);
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

    private static async Task WriteAsync(string table, CancellationToken stop) =>
        await File.WriteAllTextAsync(Page, s_section.Replace(await File.ReadAllTextAsync(Page, stop), table, "## Languages"), stop);
}
