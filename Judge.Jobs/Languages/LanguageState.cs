namespace Judge.Jobs.Languages;

/// <summary>Whether a language can be used. Neither ready nor with a problem: nobody could find out yet, as when the container engine is down.</summary>
public sealed record LanguageState
{
    /// <summary>Its image is there, and its example ran well in it.</summary>
    public bool Ready { get; init; }
    /// <summary>Version, as the image tells it.</summary>
    public string? Version { get; init; }
    /// <summary>Why it is not ready and what to do; null when it is, or when nobody knows.</summary>
    public string? Problem { get; init; }
    /// <summary>Hash of the image's id and the definition that were tested.</summary>
    public string Tested { get; init; } = "";
}
