using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Languages;

/// <summary>What can be run here.</summary>
[ApiController]
public sealed class LanguagesController(LanguageCatalog languages, LanguageReadiness readiness) : ControllerBase
{
    /// <summary>How long the list waits for languages that are being tried out for the first time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Every language, ready or not.</summary>
    [HttpGet("/languages")]
    [ProducesResponseType<LanguageRow[]>(200)]
    [ProducesResponseType<ProblemDetails>(403, "application/problem+json")]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        // What is found out goes on beyond that; this request's waiting for it does not.
        var states = languages.All.Select(language => readiness.FindInTurnAsync(language, patience.Token)).ToList();
        await ((Task)Task.WhenAll(states)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var rows = new List<LanguageRow>();
        for (var at = 0; at < states.Count; at++)
            rows.Add(LanguageRow.Of(languages.All[at], states[at].IsCompletedSuccessfully ? await states[at] : UnderTest));
        return Ok(rows);
    }

    /// <summary>One language, by its word, an alias or its id.</summary>
    [HttpGet("/languages/{name}")]
    [ProducesResponseType<LanguageRow>(200)]
    [ProducesResponseType<ProblemDetails>(403, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Get(string name, CancellationToken cancellationToken) =>
        languages.Find(name) is { } language
            ? Ok(LanguageRow.Of(language, await readiness.FindAsync(language, cancellationToken)))
            : Problem($"There is no language '{name}'. GET /languages lists them.", statusCode: 404);

    private static LanguageState UnderTest => new() { Problem = LanguageRow.UnderTest };
}

/// <summary>A language as a client sees it.</summary>
public sealed record LanguageRow
{
    /// <summary>The problem of one that is being tried out for the first time.</summary>
    internal const string UnderTest = "It is being tried out. Ask again shortly.";

    /// <summary>Judge0's id where it has one, else from 1000.</summary>
    public required int Id { get; init; }
    /// <summary>The word that POST /execute takes.</summary>
    public required string Language { get; init; }
    public required string Name { get; init; }
    /// <summary>Asked of the image; null while that has not answered, and for a language without one.</summary>
    public required string? Version { get; init; }
    public required IReadOnlyList<string> Aliases { get; init; }
    /// <summary>Its image is here, and its example ran well.</summary>
    public required bool Ready { get; init; }
    /// <summary>Why it is not ready and what to do.</summary>
    public required string? Problem { get; init; }
    /// <summary>What the source is laid in; null: a submission consists of files.</summary>
    public required string? SourceFile { get; init; }
    public required bool Compiled { get; init; }
    public required Limits Defaults { get; init; }
    /// <summary>A program that reads a name and greets it.</summary>
    public required string Example { get; init; }
    public required IReadOnlyDictionary<string, string> ExampleFiles { get; init; }

    internal static LanguageRow Of(Language language, LanguageState state) => new()
    {
        Id = language.Id,
        Language = language.Word,
        Name = NameOf(language, state.Version),
        Version = state.Version,
        Aliases = [.. language.Names.Skip(1)],
        Ready = state.Ready,
        Problem = state.Problem,
        SourceFile = language.SourceFile?.Replace("{class}", language.DefaultClass, StringComparison.Ordinal),
        Compiled = language.Compile is not null,
        Defaults = new Limits(),
        Example = language.Example,
        ExampleFiles = language.ExampleFiles,
    };

    /// <summary>The name with its version, or without a place for one.</summary>
    private static string NameOf(Language language, string? version) => version is not null
        ? language.Name.Replace("{version}", version, StringComparison.Ordinal)
        : language.Name.Replace(" {version}", "", StringComparison.Ordinal).Replace(" ({version})", "", StringComparison.Ordinal);
}
