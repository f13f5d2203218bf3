using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
    private readonly Func<string, bool> _asBase64;

    /// <param name="accepted">The types that a field takes, as a sentence.</param>
    /// <param name="asBase64">Whether the text at a path, as <c>files[0].content</c>, can be sent as base64.</param>
    /// <param name="limits">Most things in the fields that hold many.</param>
    public BodyReader(Func<string, string> accepted, Func<string, bool> asBase64, params IReadOnlyList<CountLimit> limits)
    {
        (_accepted, _asBase64) = (accepted, asBase64);
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
            throw BadRequestException.Field(field.Length > 0 ? field : "body",
                BodyFault.Find(json, field, ObjectsOf(field), _asBase64) ?? $"'{field}' is of the wrong type. {_accepted(field)}");
        }
    }

    private ObjectsOfField ObjectsOf(string field)
    {
        if (_strict.GetTypeInfo(typeof(T)).Properties.FirstOrDefault(property => property.Name == field)?.PropertyType is not { } type)
            return new(false, null);
        var element = type.IsArray ? _strict.GetTypeInfo(type.GetElementType()!) : null;
        return new(_strict.GetTypeInfo(type).Kind == JsonTypeInfoKind.Dictionary, element is { Kind: JsonTypeInfoKind.Object } ? [.. element.Properties.Select(property => property.Name)] : null);
    }
}
