using Judge.Jobs.Languages;

namespace Judge.Jobs;

/// <summary>A client's text as a message shows it: its beginning, for it may be as long as a body.</summary>
public static class Shown
{
    /// <summary>Characters that are shown.</summary>
    public const int MostChars = 100;

    /// <summary>The text itself where it is short enough; null is empty.</summary>
    public static string Of(string? text) => text is { Length: > MostChars } ? string.Concat(text.AsSpan(0, MostChars), "…") : text ?? "";

    /// <summary>That there is no such language, and which there are.</summary>
    public static string UnknownLanguage(string? name, LanguageCatalog languages) =>
        $"language '{Of(name)}' is not known. Accepted: {string.Join(", ", languages.All.Select(language => language.Word))} (GET /languages has their aliases).";
}
