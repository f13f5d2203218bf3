using System.Text.Json.Nodes;

namespace Judge.Tests.Hostile;

/// <summary>A program of the collection: its file's first comment says what it does, what it asks for and what must come of it.</summary>
/// <param name="Name">Path below programs/, such as <c>memory/malloc.c</c>.</param>
/// <param name="Language">Word of POST /execute, by the file's extension.</param>
/// <param name="Says">What the program does, in words.</param>
/// <param name="Request">Fields of POST /execute beside the source; absent ones are <see cref="Defaults"/>.</param>
/// <param name="Expect">Fields of the result with the values they must have; always the status.</param>
/// <param name="AtLeast">Fields of the result that must be as large as this, or larger.</param>
/// <param name="AtMost">Fields of the result that must not be larger than this.</param>
public sealed record HostileProgram(
    string Name, string Language, string Source, string Says, JsonObject Request, JsonObject Expect, JsonObject AtLeast, JsonObject AtMost)
{
    private static readonly Dictionary<string, (string Language, string Comment)> Kinds = new(StringComparer.Ordinal)
    {
        [".c"] = ("c", "//"),
        [".cpp"] = ("cpp", "//"),
        [".py"] = ("python", "#"),
    };

    /// <summary>CPU time of those that must run out of it: little, so that the collection runs in a minute or two.</summary>
    private const double LimitThatStrikes = 0.5;
    /// <summary>CPU time of all others: a busy machine takes a multiple of what they cost on a quiet one.</summary>
    private const double LimitThatDoesNot = 5;

    /// <summary>Much wall time, so that a busy machine gives the CPU time nonetheless.</summary>
    private static readonly JsonObject Defaults = new() { ["wall_time_limit_sec"] = 60, ["output_limit_kb"] = 64 };

    private static string Folder => Repository.Path("Judge.Tests/Hostile/programs");

    public static IReadOnlyList<HostileProgram> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Body of the POST that runs it.</summary>
    public JsonObject Body()
    {
        var body = (JsonObject)Defaults.DeepClone();
        body["time_limit_sec"] = Expect["status"]?.ToString() == "TLE" ? LimitThatStrikes : LimitThatDoesNot;
        foreach (var (field, value) in Request)
            body[field] = value?.DeepClone();
        body["language"] = Language;
        body["source_code"] = Source;
        return body;
    }

    private static HostileProgram Read(string path)
    {
        var name = Path.GetRelativePath(Folder, path);
        var (language, comment) = Kinds[Path.GetExtension(path)];
        var source = File.ReadAllText(path);
        var header = source.Split('\n').TakeWhile(line => line.StartsWith(comment, StringComparison.Ordinal)).Select(line => line[comment.Length..].Trim()).ToArray();
        return new HostileProgram(name, language, source,
            string.Join(' ', header.TakeWhile(line => !line.Contains(": {", StringComparison.Ordinal))),
            Object(name, header, "request"), Object(name, header, "expect"), Object(name, header, "at_least"), Object(name, header, "at_most"));
    }

    private static JsonObject Object(string name, string[] header, string key)
    {
        try
        {
            return header.SingleOrDefault(line => line.StartsWith(key + ": ", StringComparison.Ordinal)) is { } line
                ? JsonNode.Parse(line[(key.Length + 2)..])!.AsObject()
                : [];
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InvalidOperationException($"The {key} line of {name} is not a JSON object: {e.Message}", e);
        }
    }
}
