using System.Globalization;
using Judge.Jobs;
using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Admin;

/// <summary>Which submissions an admin means, as the client sends it; null: any.</summary>
public sealed record SubmissionQuery
{
    public string? Status { get; init; }
    /// <summary>Word, alias or id of the language, such as <c>python</c>.</summary>
    public string? Language { get; init; }
    /// <summary>Earliest creation: a date, or a date and time, UTC where it names no zone.</summary>
    public string? Since { get; init; }

    /// <exception cref="BadRequestException">422 for a status or a language that there is not, or a time that is none.</exception>
    public SubmissionFilter ToFilter(LanguageCatalog languages) => new() { Status = StatusOf(Status), Language = WordOf(Language, languages), Since = TimeOf(Since) };

    private static string? WordOf(string? name, LanguageCatalog languages)
    {
        if (name is null)
            return null;
        return languages.Find(name)?.Word ?? throw BadRequestException.Field("language", Shown.UnknownLanguage(name, languages));
    }

    private static SubmissionStatus? StatusOf(string? text)
    {
        if (text is null)
            return null;
        // By its name alone: Enum.Parse takes numbers too.
        var names = Enum.GetNames<SubmissionStatus>();
        return names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<SubmissionStatus>(text, ignoreCase: true)
            : throw BadRequestException.Field("status", $"status is '{Shown.Of(text)}'. Accepted: {string.Join(", ", names)}.");
    }

    private static DateTimeOffset? TimeOf(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw BadRequestException.Field("since", $"since is '{Shown.Of(text)}'. Accepted: a date or a time, as 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
}
