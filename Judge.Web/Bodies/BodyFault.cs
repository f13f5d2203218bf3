using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Judge.Jobs;

namespace Judge.Web.Bodies;

/// <summary>The objects that a field is to hold.</summary>
/// <param name="IsObject">Whether it is one itself, of any names.</param>
/// <param name="Members">Names of each object in its array; null: it is no array of objects.</param>
internal sealed record ObjectsOfField(bool IsObject, IReadOnlyList<string>? Members);

/// <summary>
/// What else than a wrong type keeps a field of a body from being read, for the serializer's exceptions tell no two apart: text that is no Unicode,
/// a name that is given twice, or one that there is not.
/// </summary>
internal static class BodyFault
{
    /// <summary>Names of one object among which one that is given twice is found.</summary>
    private const int NamesMax = 256;

    /// <summary>The first of them, as a sentence; null: there is none.</summary>
    /// <param name="json">The body, valid JSON.</param>
    /// <param name="field">The field.</param>
    /// <param name="shape">What objects it is to hold.</param>
    /// <param name="asBase64">Whether the text at a path can be sent as base64.</param>
    public static string? Find(ReadOnlySpan<byte> json, string field, ObjectsOfField shape, Func<string, bool> asBase64)
    {
        var reader = new Utf8JsonReader(json);
        var within = false;
        var open = new Stack<Level>();
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (within)
                    return null;
                within = reader.ValueTextEquals(field);
                if (within)
                    open.Push(new Level(field, null));
                continue;
            }
            if (!within || reader.CurrentDepth == 0)
                continue;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            var level = open.Peek();
            if (reader.TokenType != JsonTokenType.PropertyName)
                level.Elements++;
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsUnicode(ref reader))
                return reader.TokenType == JsonTokenType.PropertyName
                    ? $"A name in '{level.Path}' is not valid Unicode."
                    : $"'{level.ValuePath}' holds text that is not valid Unicode.{(asBase64(level.ValuePath) ? " Send it with encoding \"base64\"." : "")}";
            // Any other object than the field is to hold is of the wrong type, whatever it holds.
            if (reader.TokenType == JsonTokenType.PropertyName && (level.IsElement ? shape.Members is not null && open.Count == 3 : shape.IsObject && open.Count == 2))
            {
                var name = reader.GetString()!;
                if (level.Names!.Contains(name))
                    return $"'{level.Path}' holds '{Shown.Of(name)}' more than once.";
                if (shape.Members is { } members && !members.Contains(name, StringComparer.Ordinal))
                    return $"'{Shown.Of(name)}' is not a field of '{level.Path}'. Accepted: {string.Join(", ", members)}.";
                level.Name = name;
                // A large body can hold so many that they would fill the memory.
                if (level.Names.Count < NamesMax)
                    level.Names.Add(name);
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Level(level.ValuePath, reader.TokenType == JsonTokenType.StartObject ? new(StringComparer.Ordinal) : null)
                {
                    IsArray = reader.TokenType == JsonTokenType.StartArray,
                    IsElement = level.IsArray,
                });
        }
        return null;
    }

    private static bool IsUnicode(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Utf8.IsValid(reader.ValueSpan);
        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>An object or an array that is open, or the field itself.</summary>
    private sealed class Level(string path, HashSet<string>? names)
    {
        public string Path => path;
        /// <summary>Of an object; null of any other.</summary>
        public HashSet<string>? Names => names;
        /// <summary>The member that was begun.</summary>
        public string Name { get; set; } = "…";
        /// <summary>Whether it is an array.</summary>
        public bool IsArray { get; init; }
        /// <summary>Whether it stands in an array.</summary>
        public bool IsElement { get; init; }

        /// <summary>Values that were begun.</summary>
        public int Elements { get; set; }

        /// <summary>Path of the value that was begun.</summary>
        public string ValuePath => this switch
        {
            { Names: not null } => $"{path}.{Shown.Of(Name)}",
            { IsArray: true } => string.Create(CultureInfo.InvariantCulture, $"{path}[{Elements - 1}]"),
            _ => path,
        };
    }
}
