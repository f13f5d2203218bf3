using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Languages;

/// <summary>What can be run here.</summary>
[ApiController]
public sealed class LanguagesController(LanguageCatalog languages, LanguageVersions versions) : ControllerBase
{
    /// <summary>Every language, ready or not.</summary>
    [HttpGet("/languages")]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var rows = new List<object>();
        foreach (var language in languages.All)
            rows.Add(await RowAsync(language, cancellationToken));
        return Ok(rows);
    }

    /// <summary>One language, by its word, an alias or its id.</summary>
    [HttpGet("/languages/{name}")]
    public async Task<IActionResult> Get(string name, CancellationToken cancellationToken) =>
        languages.Find(name) is { } language
            ? Ok(await RowAsync(language, cancellationToken))
            : Problem($"There is no language '{name}'. GET /languages lists them.", statusCode: 404);

    private async Task<object> RowAsync(Language language, CancellationToken cancellationToken)
    {
        var version = await versions.FindAsync(language, cancellationToken);
        return new
        {
            id = language.Id,
            language = language.Word,
            name = version is null ? language.Name : $"{language.Name} ({version})",
            version,
            aliases = language.Aliases,
            source_file = language.SourceFile,
            ready = version is not null,
            defaults = new Limits(),
            example = language.Example,
        };
    }
}
