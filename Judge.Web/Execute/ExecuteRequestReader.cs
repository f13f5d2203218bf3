using System.Text.Json;
using System.Text.Json.Serialization;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Execute;

/// <summary>Reads a body into an <see cref="ExecuteRequest"/>; every fault is told with the field's name.</summary>
public static class ExecuteRequestReader
{
    private static readonly JsonSerializerOptions Strict = new(SubmissionJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static readonly string[] Fields = [.. Strict.GetTypeInfo(typeof(ExecuteRequest)).Properties.Select(property => property.Name)];

    /// <exception cref="BadRequestException">400 for text that is not JSON, 422 for a field that is unknown or of the wrong type.</exception>
    public static ExecuteRequest Read(ReadOnlySpan<byte> json)
    {
        JsonDocument document;
        try
        {
            var reader = new Utf8JsonReader(json);
            document = JsonDocument.ParseValue(ref reader);
            if (json[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                throw new JsonException("there is something after the object");
        }
        catch (JsonException e)
        {
            throw new BadRequestException(400, e.LineNumber is { } line
                ? $"The body is not JSON: it breaks at byte {e.BytePositionInLine + 1} of line {line + 1}. Accepted: one JSON object."
                : $"The body is not JSON: {e.Message}. Accepted: one JSON object.");
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new BadRequestException(400, "The body must be a JSON object.");
            var names = Names(document.RootElement);
            if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
                throw BadRequestException.Field(twice, $"'{twice}' is given more than once.");
            var unknown = names.Except(Fields).ToArray();
            if (unknown.Length > 0)
                throw new BadRequestException(422, "One or more fields are not known.", unknown.ToDictionary(
                    name => name, name => new[] { $"'{name}' is not a field of this request. Accepted: {string.Join(", ", Fields)}." }));
            try
            {
                return document.RootElement.Deserialize<ExecuteRequest>(Strict)!;
            }
            catch (JsonException e)
            {
                var field = e.Path?.TrimStart('$', '.').Split('[', '.')[0] ?? "";
                throw BadRequestException.Field(field.Length > 0 ? field : "body", HoldsBrokenText(document.RootElement, field)
                    ? $"'{field}' holds text that is not valid Unicode. Send it with encoding \"base64\"."
                    : $"'{field}' is of the wrong type. {Accepted(field)}");
            }
        }
    }

    private static string[] Names(JsonElement root)
    {
        try
        {
            return [.. root.EnumerateObject().Select(property => property.Name)];
        }
        catch (InvalidOperationException)
        {
            throw new BadRequestException(400, "The name of a field is not valid Unicode.");
        }
    }

    // The reader's exception is of the same kind for a number in a string's place and for half a surrogate pair.
    private static bool HoldsBrokenText(JsonElement root, string field)
    {
        try
        {
            if (root.TryGetProperty(field, out var value))
                ReadText(value);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static void ReadText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadText(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadText(property.Value);
                }
                break;
        }
    }

    private static string Accepted(string field) => field switch
    {
        "args" or "compiler_options" => "Accepted: an array of strings.",
        "files" => "Accepted: an array of objects with name, content and encoding, all of them strings.",
        "env" => "Accepted: an object whose values are strings.",
        "time_limit_sec" or "wall_time_limit_sec" or "cpu_cores" => "Accepted: a number.",
        "memory_limit_mb" or "output_limit_kb" or "stack_limit_mb" or "max_processes" => "Accepted: a whole number.",
        _ => "Accepted: a string.",
    };
}
