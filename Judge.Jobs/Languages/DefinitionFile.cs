using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Languages;

/// <summary>The form of a definition's JSON, before what its fields hold is looked at. Each message has the line, the field and what is accepted.</summary>
internal static class DefinitionFile
{
    private static readonly JsonSerializerOptions Options = new(SubmissionJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), RespectNullableAnnotations = true };

    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? FindFault(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return FindFault(document.RootElement, typeof(Language), []) is var (path, text) ? $"line {LineOf(json, path)}: {text}" : null;
        }
        catch (JsonException e)
        {
            return $"line {e.LineNumber + 1}: this is not JSON. There or just before it a quote, comma, colon, brace or bracket is missing, or one is too many.";
        }
    }

    private static (string[] Path, string Text)? FindFault(JsonElement element, Type type, string[] path)
    {
        // What is worked out from others cannot be given.
        var fields = Options.GetTypeInfo(type).Properties.Where(field => field.Set is not null).ToList();
        if (element.ValueKind != JsonValueKind.Object)
            return (path, $"{(path.Length == 0 ? "the file" : NameOf(path))} is no object. Accepted: {{ }} with the fields {NamesOf(fields)}.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in element.EnumerateObject())
        {
            string[] at = [.. path, given.Name];
            if (!seen.Add(given.Name))
                return (at, $"{NameOf(at)} is there twice. Accepted: once.");
            if (fields.FirstOrDefault(field => field.Name == given.Name) is not { } field)
                return (at, $"there is no field {NameOf(at)}. Accepted: {NamesOf(fields)}.");
            if (given.Value.ValueKind == JsonValueKind.Null && field.IsSetNullable)
                continue;
            if (field.PropertyType == typeof(CompileStep))
            {
                if (FindFault(given.Value, typeof(CompileStep), at) is { } within)
                    return within;
            }
            else if (FindExpectation(given.Value, field.PropertyType) is { } accepted)
            {
                return (at, $"{NameOf(at)} is {given.Value.GetRawText()}. Accepted: {accepted}.");
            }
        }
        return fields.FirstOrDefault(field => field.IsRequired && !seen.Contains(field.Name)) is { } missing
            ? (path, $"{NameOf([.. path, missing.Name])} is missing.")
            : null;
    }

    /// <summary>What the value ought to be; null: it is.</summary>
    private static string? FindExpectation(JsonElement value, Type type)
    {
        static bool Text(JsonElement value) => value.ValueKind == JsonValueKind.String;
        static bool Whole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);
        bool ListOf(Func<JsonElement, bool> holds) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(holds);
        var (holds, accepted) = type switch
        {
            _ when type == typeof(int) => (Whole(value), "a whole number"),
            _ when type == typeof(double) => (value.ValueKind == JsonValueKind.Number, "a number"),
            _ when type == typeof(bool) => (value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            _ when type == typeof(IReadOnlyList<int>) => (ListOf(Whole), "a list of whole numbers"),
            _ when type == typeof(IReadOnlyList<string>) => (ListOf(Text), "a list of strings"),
            _ when type == typeof(IReadOnlyDictionary<string, string>) =>
                (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(pair => Text(pair.Value)), "an object of strings"),
            _ => (Text(value), "a string"),
        };
        return holds ? null : accepted;
    }

    private static string NameOf(string[] path) => string.Join('.', path);

    private static string NamesOf(IEnumerable<JsonPropertyInfo> fields) => string.Join(", ", fields.Select(field => field.Name));

    /// <summary>Line, from 1, of the last field that has this path; of the first line where the path is empty.</summary>
    private static int LineOf(byte[] json, string[] path)
    {
        var reader = new Utf8JsonReader(json);
        var (line, within) = (1, new Stack<string>());
        while (path.Length > 0 && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                while (within.Count >= reader.CurrentDepth)
                    within.Pop();
                within.Push(reader.GetString()!);
                if (within.Reverse().SequenceEqual(path))
                    line = 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            }
        }
        return line;
    }
}
