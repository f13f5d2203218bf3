namespace Judge.Web.Errors;

/// <summary>A request that is refused: its status, a sentence, and the bad fields.</summary>
public sealed class BadRequestException(int statusCode, string message, IDictionary<string, string[]>? errors = null) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
    /// <summary>Messages by field, as the client named it.</summary>
    public IDictionary<string, string[]>? Errors { get; } = errors;

    /// <summary>422 for one field.</summary>
    public static BadRequestException Field(string field, string message) =>
        new(422, "One or more fields are not valid.", new Dictionary<string, string[]> { [field] = [message] });
}
