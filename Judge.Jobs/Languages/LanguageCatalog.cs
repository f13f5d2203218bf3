using System.Text.Json;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Languages;

/// <summary>The languages of sandbox/languages, by word and alias.</summary>
public sealed class LanguageCatalog
{
    private readonly Dictionary<string, Language> _byName = new(StringComparer.OrdinalIgnoreCase);

    private LanguageCatalog(IReadOnlyList<Language> all)
    {
        All = all;
        foreach (var language in all)
            foreach (var name in language.Aliases.Append(language.Word).Append(language.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                if (!_byName.TryAdd(name, language))
                    throw new InvalidDataException($"Two languages are called '{name}': {_byName[name].Word} and {language.Word}. Rename one in sandbox/languages.");
    }

    /// <summary>Every language, ready or not, by id.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>Language of that word, alias or id in any case; null when there is none.</summary>
    public Language? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads every *.json of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is not a language; the message names the file.</exception>
    public static LanguageCatalog Load(string folder)
    {
        var all = new List<Language>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            try
            {
                all.Add(JsonSerializer.Deserialize<Language>(File.ReadAllBytes(file), SubmissionJson.Options)
                    ?? throw new JsonException("the file is empty"));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{file} is not a language definition: {e.Message}", e);
            }
        }
        return new LanguageCatalog([.. all.OrderBy(l => l.Id)]);
    }
}
