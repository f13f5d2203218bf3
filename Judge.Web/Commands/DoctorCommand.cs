using System.Text.Json.Nodes;

namespace Judge.Web.Commands;

/// <summary>The part of <c>./judge doctor</c> that needs a running server.</summary>
internal static class DoctorCommand
{
    public static async Task<int> RunAsync(int port, CancellationToken stop)
    {
        using var client = new JudgeClient(port);
        var failed = 0;
        foreach (var language in await client.LanguagesAsync(stop))
        {
            var word = language!["language"]!.ToString();
            if (!language["ready"]!.GetValue<bool>())
            {
                Console.WriteLine($"  {word}: not ready. Remedy: ./judge images {word}");
                continue;
            }
            var answer = await client.PostAsync(new JsonObject { ["language"] = word, ["source_code"] = language["example"]!.ToString(), ["stdin_data"] = "judge\n" }, 30, stop);
            var right = answer["status"]?.ToString() == "OK";
            failed += right ? 0 : 1;
            Console.WriteLine($"  {language["name"]}: {(right ? $"ok, {answer["wall_time_sec"]} s" : $"FAILED: {answer.ToJsonString()}")}");
        }
        return failed == 0 ? 0 : 1;
    }
}
