using System.Text.Json;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Languages;

/// <summary>The languages of sandbox/languages, by word, alias and id.</summary>
public sealed class LanguageCatalog
{
    /// <summary>Word of the language of a request that names none.</summary>
    public const string Default = "python";

    private readonly Dictionary<string, Language> _byName = new(StringComparer.OrdinalIgnoreCase);

    private LanguageCatalog(IReadOnlyList<Language> all)
    {
        All = all;
        foreach (var language in all)
            foreach (var name in language.Names)
                if (!_byName.TryAdd(name, language))
                    throw new InvalidDataException($"Two languages are called '{name}': {_byName[name].Word} and {language.Word}. Rename one in sandbox/languages.");
    }

    /// <summary>Every language, ready or not, by id.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>Language of that word, alias or id in any case; null when there is none.</summary>
    public Language? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads every *.json of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is not a language; the message names the file, the field and what is accepted.</exception>
    public static LanguageCatalog Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"There is no folder {folder}. Judge:LanguagesFolder names the folder of language definitions.");
        return new LanguageCatalog([.. Directory.EnumerateFiles(folder, "*.json").Select(Read).OrderBy(l => l.Id)]);
    }

    private static Language Read(string file)
    {
        var json = File.ReadAllBytes(file);
        if (DefinitionFile.FindFault(json) is { } form)
            throw Refused(form);
        var language = JsonSerializer.Deserialize<Language>(json, SubmissionJson.Options)!;
        if (language.Word != System.IO.Path.GetFileNameWithoutExtension(file))
            throw Refused($"language is '{language.Word}'. Accepted: the file's own name, '{System.IO.Path.GetFileNameWithoutExtension(file)}'.");
        return LanguageRules.FindFault(language) is { } fault ? throw Refused(fault) : language;

        InvalidDataException Refused(string fault) => new($"{file} is not a language definition: {fault}");
    }
}
