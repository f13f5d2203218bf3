using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Judge.Web.Commands;

/// <summary><c>./judge run FILE</c>: the program's output on its own streams, what is told about it on standard error.</summary>
internal static class RunCommand
{
    private const int Refused = 2;

    /// <summary>What is told about the program; its own output stays alone on standard output.</summary>
    private static readonly IAnsiConsole s_told = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <returns>0 when the verdict is OK, 1 for any other verdict, 2 when nothing was run.</returns>
    public static async Task<int> RunAsync(FileInfo file, FileInfo? stdin, string? language, int port, CancellationToken stop)
    {
        foreach (var needed in new[] { file, stdin })
        {
            if (needed is { Exists: false })
                return Refuse($"There is no file {needed.FullName}.");
        }
        using var client = new JudgeClient(port);
        var worker = $"The server on port {port} is a worker, which serves no API: ask a web server, on its host, with --port.";
        if (language is null && await client.FindLanguagesAsync(stop) is var languages)
        {
            if (languages is null)
                return Refuse(worker);
            language = LanguageOf(file, languages);
        }
        if (language is null)
            return Refuse($"The language of {file.Name} cannot be told from its ending. Name it with --language; GET /languages lists them.");

        var answer = await client.PostAsync(new JsonObject
        {
            ["language"] = language,
            ["encoding"] = "base64",
            ["source_code"] = Convert.ToBase64String(await File.ReadAllBytesAsync(file.FullName, stop)),
            ["stdin_data"] = stdin is null ? null : Convert.ToBase64String(await File.ReadAllBytesAsync(stdin.FullName, stop)),
        }, 1, stop);
        if (answer["submission_id"] is null)
            return Refuse(Text(answer, "status") == "404" ? worker : WhyRefused(answer));

        var result = await s_told.Status().StartAsync("accepted", status => FollowAsync(client, answer, status, stop));
        await WriteAsync(Console.OpenStandardError(), Encoding.UTF8.GetBytes(Text(result, "compile_output")), stop);
        await WriteAsync(Console.OpenStandardOutput(), Convert.FromBase64String(Text(result, "stdout")), stop);
        await WriteAsync(Console.OpenStandardError(), Convert.FromBase64String(Text(result, "stderr")), stop);
        var right = Text(result, "status") == "OK";
        s_told.Write(new Text(Summary(result) + "\n", new Style(right ? Color.Green : Color.Red)));
        return right ? 0 : 1;
    }

    /// <summary>A language that is called as the file ends (py, cpp), else the first one whose sources end so.</summary>
    private static string? LanguageOf(FileInfo file, JsonArray languages)
    {
        var ending = file.Extension.TrimStart('.').ToLowerInvariant();
        if (ending.Length == 0)
            return null;
        var found = languages.FirstOrDefault(row => Text(row!, "language") == ending || row!["aliases"]!.AsArray().Any(alias => alias!.ToString() == ending))
            ?? languages.FirstOrDefault(row => Path.GetExtension(Text(row!, "source_file")) == "." + ending);
        return found?["language"]!.ToString();
    }

    private static async Task<JsonObject> FollowAsync(JudgeClient client, JsonObject answer, StatusContext status, CancellationToken stop)
    {
        var id = Text(answer, "submission_id");
        for (; Text(answer, "status") is "PENDING" or "PROCESSING"; answer = await client.ResultAsync(id, 1, stop))
        {
            status.Status = Text(answer, "queue_position") is { Length: > 0 } before ? $"waiting, {before} before it" : Text(answer, "status") == "PENDING" ? "waiting" : "running";
        }
        return answer;
    }

    private static string Summary(JsonObject result)
    {
        var text = new StringBuilder(Text(result, "status"));
        if (Text(result, "message") is { Length: > 0 } message)
            text.Append(": ").Append(message);
        var used = new List<string>();
        if (result["time_sec"] is { } cpu)
            used.Add($"CPU {Milliseconds(cpu)}");
        if (result["wall_time_sec"] is { } wall)
            used.Add($"wall {Milliseconds(wall)}");
        if (result["memory_kb"] is { } memory)
            used.Add(string.Create(CultureInfo.InvariantCulture, $"memory {memory.GetValue<long>() / 1024.0:0.0} MB"));
        return used.Count == 0 ? text.ToString() : text.Append(" (").AppendJoin(", ", used).Append(')').ToString();
    }

    private static string Milliseconds(JsonNode seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds.GetValue<double>() * 1000:0.0} ms");

    private static string WhyRefused(JsonObject problem)
    {
        var messages = problem["errors"]?.AsObject().SelectMany(field => field.Value!.AsArray()).Select(message => message!.ToString()) ?? [];
        return string.Join('\n', messages.DefaultIfEmpty(Text(problem, "detail")));
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return Refused;
    }

    private static string Text(JsonNode node, string member) => node[member]?.ToString() ?? "";

    private static async Task WriteAsync(Stream stream, byte[] bytes, CancellationToken stop)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    }
}
