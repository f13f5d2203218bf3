using System.Text;
using System.Text.Json;
using Judge.Jobs;
using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>
/// What a body must be before anything is made of it: a JSON object of known fields, each given once, with no more things in them than are accepted.
/// The body is looked through without an object for anything in it: a large one can hold so many that they would fill the memory.
/// </summary>
/// <param name="fields">Names of the fields.</param>
/// <param name="limits">Most things in the fields that hold many.</param>
internal sealed class BodyShape(string[] fields, IReadOnlyList<CountLimit> limits)
{
    /// <summary>Unknown fields that are named.</summary>
    private const int NamedMax = 10;
    private readonly byte[][] _fields = [.. fields.Select(Encoding.UTF8.GetBytes)];

    /// <exception cref="BadRequestException">It is something else.</exception>
    public void Require(ReadOnlySpan<byte> json)
    {
        try
        {
            Look(json).Require(fields, limits);
        }
        catch (JsonException e)
        {
            throw new BadRequestException(400, $"The body is not JSON: it breaks at byte {e.BytePositionInLine + 1} of line {e.LineNumber + 1}. Accepted: one JSON object.");
        }
        catch (InvalidOperationException)
        {
            throw new BadRequestException(400, "The name of a field is not valid Unicode.");
        }
    }

    private Seen Look(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var seen = new Seen(fields.Length);
        var isObject = false;
        while (reader.Read())
            switch (reader.CurrentDepth, reader.TokenType)
            {
                case (0, JsonTokenType.StartObject):
                    isObject = true;
                    break;
                case (1, JsonTokenType.PropertyName):
                    seen.Begin(FieldOf(ref reader), ref reader);
                    break;
                case (1, JsonTokenType.StartObject or JsonTokenType.StartArray):
                    seen.ValueIsObject = reader.TokenType == JsonTokenType.StartObject;
                    break;
                case (2, JsonTokenType.PropertyName):
                    seen.CountName();
                    break;
                case (2, not (JsonTokenType.EndObject or JsonTokenType.EndArray)) when !seen.ValueIsObject:
                    seen.CountElement();
                    break;
            }
        return isObject ? seen : throw new BadRequestException(400, "The body must be a JSON object.");
    }

    /// <summary>Place of the field in the list; -1: it is none.</summary>
    private int FieldOf(ref Utf8JsonReader reader)
    {
        for (var at = 0; at < _fields.Length; at++)
            if (reader.ValueTextEquals(_fields[at]))
                return at;
        return -1;
    }

    /// <summary>What one body was seen to hold.</summary>
    private sealed class Seen(int fields)
    {
        private readonly bool[] _given = new bool[fields];
        private readonly int[] _elements = new int[fields];
        private readonly int[] _names = new int[fields];
        private readonly List<string> _unknown = [];
        private int _unknownMore;
        private int _twice = -1;
        private int _field;

        /// <summary>Whether the value of the field that was begun is an object.</summary>
        public bool ValueIsObject { get; set; }

        /// <summary>A field begins; -1: an unknown one.</summary>
        public void Begin(int field, ref Utf8JsonReader name)
        {
            _field = field;
            if (field >= 0)
            {
                if (_given[field])
                    _twice = field;
                _given[field] = true;
            }
            else if (_unknown.Count == NamedMax)
                _unknownMore++;
            else if (NameOf(ref name) is var unknown && !_unknown.Contains(unknown, StringComparer.Ordinal))
                _unknown.Add(unknown);
        }

        /// <summary>The array of the field that was begun holds one thing more.</summary>
        public void CountElement()
        {
            if (_field >= 0)
                _elements[_field]++;
        }

        /// <summary>The object of the field that was begun holds one thing more.</summary>
        public void CountName()
        {
            if (_field >= 0)
                _names[_field]++;
        }

        public void Require(string[] names, IReadOnlyList<CountLimit> limits)
        {
            if (_twice >= 0)
                throw BadRequestException.Field(names[_twice], $"'{names[_twice]}' is given more than once.");
            if (_unknown.Count > 0)
                throw new BadRequestException(422,
                    _unknownMore == 0 ? "One or more fields are not known." : $"Fields of the body are not known: {NamedMax} that are named here, and {_unknownMore} more.",
                    _unknown.ToDictionary(name => name, name => new[] { $"'{name}' is not a field of this request. Accepted: {string.Join(", ", names)}." }));
            var exceeded = limits.Select(limit => (limit, Count: (limit.IsObject ? _names : _elements)[Array.IndexOf(names, limit.Field)])).Where(field => field.Count > field.limit.Most)
                .ToDictionary(field => field.limit.Field, field => new[] { $"{field.limit.Field} holds {field.Count} {field.limit.Things}. Accepted: up to {field.limit.Most}." });
            if (exceeded.Count > 0)
                throw new BadRequestException(422, "One or more fields are not valid.", exceeded);
        }

        // Escapes that are no Unicode throw; of a name that is longer than is shown they are not looked at.
        private static string NameOf(ref Utf8JsonReader name) => name.ValueSpan.Length > Shown.MostChars
            ? Encoding.UTF8.GetString(name.ValueSpan[..Shown.MostChars]) + "…"
            : name.GetString()!;
    }
}
