using System.Text.Json.Nodes;

namespace Judge.Web.Commands;

/// <summary><c>./judge run FILE</c></summary>
internal static class RunCommand
{
    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase) { [".py"] = "python", [".c"] = "c" };

    public static async Task<int> RunAsync(FileInfo file, FileInfo? stdin, string? language, int port, CancellationToken stop)
    {
        foreach (var needed in new[] { file, stdin })
        {
            if (needed is { Exists: false })
            {
                Console.Error.WriteLine($"There is no file {needed.FullName}.");
                return 2;
            }
        }
        if (language is null && !Endings.TryGetValue(file.Extension, out language))
        {
            Console.Error.WriteLine($"The language of {file.Name} cannot be told from its ending. Name it with --language.");
            return 2;
        }
        using var client = new JudgeClient(port);
        var answer = await client.PostAsync(new JsonObject
        {
            ["language"] = language,
            ["encoding"] = "base64",
            ["source_code"] = Convert.ToBase64String(await File.ReadAllBytesAsync(file.FullName, stop)),
            ["stdin_data"] = stdin is null ? null : Convert.ToBase64String(await File.ReadAllBytesAsync(stdin.FullName, stop)),
        }, 1, stop);
        if (answer["submission_id"] is null)
        {
            Console.Error.WriteLine(answer["errors"]?.ToJsonString() ?? answer["detail"]?.ToString());
            return 2;
        }
        var id = answer["submission_id"]!.ToString();
        for (var last = ""; answer["status"]!.ToString() is "PENDING" or "PROCESSING"; answer = await client.ResultAsync(id, 1, stop))
        {
            if (answer["status"]!.ToString() != last)
                Console.Error.WriteLine(last = answer["status"]!.ToString());
        }
        await WriteAsync(Console.OpenStandardOutput(), answer["stdout"], stop);
        await WriteAsync(Console.OpenStandardError(), answer["compile_output"], stop, plain: true);
        await WriteAsync(Console.OpenStandardError(), answer["stderr"], stop);
        var status = answer["status"]!.ToString();
        Console.Error.WriteLine($"{status}{(answer["message"] is { } message ? ": " + message : "")} (CPU {answer["time_sec"] ?? "-"} s, wall {answer["wall_time_sec"] ?? "-"} s, memory {answer["memory_kb"] ?? "-"} KB)");
        return status == "OK" ? 0 : 1;
    }

    private static async Task WriteAsync(Stream stream, JsonNode? text, CancellationToken stop, bool plain = false)
    {
        if (text is not null)
            await stream.WriteAsync(plain ? System.Text.Encoding.UTF8.GetBytes(text.ToString()) : Convert.FromBase64String(text.ToString()), stop);
    }
}
