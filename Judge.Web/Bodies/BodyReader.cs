using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>Reads a body into a record; every fault is told with the field's name.</summary>
internal sealed class BodyReader<T> where T : class
{
    private readonly JsonSerializerOptions _strict = new(SubmissionJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
    private readonly BodyShape _shape;
    private readonly Func<string, string> _accepted;

    /// <param name="accepted">The types that a field takes, as a sentence.</param>
    /// <param name="limits">Most things in the fields that hold many.</param>
    public BodyReader(Func<string, string> accepted, params IReadOnlyList<CountLimit> limits)
    {
        _accepted = accepted;
        _shape = new BodyShape([.. _strict.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name)], limits);
    }

    /// <exception cref="BadRequestException">400 for text that is not JSON; 422 for a field that is unknown, of the wrong type, or that holds too many things.</exception>
    public T Read(ReadOnlySpan<byte> json)
    {
        _shape.Require(json);
        try
        {
            return JsonSerializer.Deserialize<T>(json, _strict)!;
        }
        catch (JsonException e)
        {
            var field = e.Path?.TrimStart('$', '.').Split('[', '.')[0] ?? "";
            throw BadRequestException.Field(field.Length > 0 ? field : "body", HoldsBrokenText(json, field)
                ? $"'{field}' holds text that is not valid Unicode. Send it with encoding \"base64\"."
                : $"'{field}' is of the wrong type. {_accepted(field)}");
        }
    }

    // The serializer's exception is of the same kind for a number in a string's place and for half a surrogate pair.
    private static bool HoldsBrokenText(ReadOnlySpan<byte> json, string field)
    {
        var reader = new Utf8JsonReader(json);
        var within = false;
        while (reader.Read())
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                within = reader.ValueTextEquals(field);
            else if (within && reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsUnicode(ref reader))
                return true;
        return false;
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
}
