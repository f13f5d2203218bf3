using System.Text.Json.Nodes;

namespace Judge.Web.Commands;

/// <summary>The part of <c>./judge doctor</c> that needs a running server: each ready language runs its own example.</summary>
internal static class DoctorCommand
{
    /// <returns>0 when every ready language ran its example to the end, else 1.</returns>
    public static async Task<int> RunAsync(int port, CancellationToken stop)
    {
        using var client = new JudgeClient(port);
        if (await client.FindLanguagesAsync(stop) is not { } languages)
        {
            Console.WriteLine("  -        a worker serves no API: ask on a web server's host, ./judge doctor --port N");
            return 0;
        }
        var failed = 0;
        foreach (var language in languages.Where(IsReady))
        {
            var answer = await client.PostAsync(
                new JsonObject { ["language"] = Word(language), ["source_code"] = language!["example"]!.ToString(), ["stdin_data"] = "judge\n" }, 60, stop);
            var right = answer["status"]?.ToString() == "OK";
            failed += right ? 0 : 1;
            Console.WriteLine(right ? $"  ok       {language["name"]}: {answer["wall_time_sec"]} s" : $"  WRONG    {language["name"]}: {answer.ToJsonString()}");
        }
        var missing = languages.Where(language => !IsReady(language)).Select(Word).ToList();
        if (missing.Count > 0)
            Console.WriteLine($"  -        not ready: {string.Join(", ", missing)}\n           remedy, if one is wanted: ./judge images LANG (or --all)");
        return failed == 0 ? 0 : 1;
    }

    private static bool IsReady(JsonNode? language) => language!["ready"]!.GetValue<bool>();

    private static string Word(JsonNode? language) => language!["language"]!.ToString();
}
