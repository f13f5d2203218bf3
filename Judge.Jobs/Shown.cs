namespace Judge.Jobs;

/// <summary>A client's text as a message shows it: its beginning, for it may be as long as a body.</summary>
public static class Shown
{
    /// <summary>Characters that are shown.</summary>
    public const int MostChars = 100;

    /// <summary>The text itself where it is short enough; null is empty.</summary>
    public static string Of(string? text) => text is { Length: > MostChars } ? string.Concat(text.AsSpan(0, MostChars), "…") : text ?? "";
}
