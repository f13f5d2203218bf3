using System.Diagnostics;
using System.Text.Json.Nodes;
using Judge.Web.Languages;

namespace Judge.Web.Commands;

/// <summary>The part of <c>./judge doctor</c> that needs a running server: each ready language runs its own example.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long languages that are still being tried out are waited for: all 46 take a minute or two on two cores after a start.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    /// <returns>0 when every ready language ran its example to the end, else 1.</returns>
    public static async Task<int> RunAsync(int port, TimeSpan patience, CancellationToken stop)
    {
        using var client = new JudgeClient(port);
        if (await FindTriedOutAsync(client, patience, stop) is not { } languages)
        {
            Console.WriteLine("  -        a worker serves no API: ask on a web server's host, ./judge doctor --port N");
            return 0;
        }
        var failed = 0;
        foreach (var language in languages.Where(IsReady))
        {
            var answer = await client.PostAsync(ExampleOf(language!), 60, stop);
            var right = answer["status"]?.ToString() == "OK";
            failed += right ? 0 : 1;
            Console.WriteLine(right ? $"  ok       {language!["name"]}: {answer["wall_time_sec"]} s" : $"  WRONG    {language!["name"]}: {answer.ToJsonString()}");
        }
        Tell("still being tried out: ", "ask again shortly: ./judge doctor", languages.Where(IsUnderTest));
        Tell("not ready: ", "remedy, if one is wanted: ./judge images LANG (or --all)", languages.Where(language => !IsReady(language) && !IsUnderTest(language)));
        return failed == 0 ? 0 : 1;
    }

    /// <summary>The languages, once none is being tried out any more or the patience is over; null from a worker.</summary>
    private static async Task<JsonArray?> FindTriedOutAsync(JudgeClient client, TimeSpan patience, CancellationToken stop)
    {
        var waiting = Stopwatch.StartNew();
        var told = false;
        while (await client.FindLanguagesAsync(stop) is { } languages)
        {
            var left = languages.Count(IsUnderTest);
            if (left == 0 || waiting.Elapsed >= patience)
                return languages;
            if (!told)
                Console.WriteLine($"  -        {left} of {languages.Count} languages are being tried out; waiting for them, at most {patience.TotalSeconds:0} s");
            told = true;
            await Task.Delay(Pause, stop);
        }
        return null;
    }

    private static JsonObject ExampleOf(JsonNode language)
    {
        var request = new JsonObject { ["language"] = Word(language), ["stdin_data"] = "judge\n" };
        if (language["example_files"]?.AsObject() is { Count: > 0 } files)
            request["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["name"] = file.Key, ["content"] = file.Value!.ToString() })]);
        else
            request["source_code"] = language["example"]!.ToString();
        return request;
    }

    private static void Tell(string finding, string remedy, IEnumerable<JsonNode?> languages)
    {
        var words = string.Join(", ", languages.Select(Word));
        if (words.Length > 0)
            Console.WriteLine($"  -        {finding}{words}\n           {remedy}");
    }

    private static bool IsReady(JsonNode? language) => language!["ready"]!.GetValue<bool>();

    private static bool IsUnderTest(JsonNode? language) => language!["problem"]?.ToString() == LanguageRow.UnderTest;

    private static string Word(JsonNode? language) => language!["language"]!.ToString();
}
