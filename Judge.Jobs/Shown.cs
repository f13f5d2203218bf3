namespace Judge.Web.Errors;

/// <summary>A client's text as a message shows it: its beginning, for it may be as long as a body.</summary>
internal static class Shown
{
    /// <summary>Characters that are shown.</summary>
    public const int MostChars = 100;

    public static string Of(string? text) => text is { Length: > MostChars } ? string.Concat(text.AsSpan(0, MostChars), "…") : text ?? "";
}
