using System.Buffers.Text;
using System.Text;
using FluentValidation;
using Judge.Jobs;
using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Execute;

/// <summary>What the files of POST /execute may be, and whether the language wants a source or files alone.</summary>
internal sealed class ExecuteFilesValidator : AbstractValidator<ExecuteRequest>
{
    private const int TotalMaxBytes = 16 << 20;

    public ExecuteFilesValidator(LanguageCatalog languages)
    {
        RuleFor(r => r.SourceCode).Must((r, source) => LanguageOf(r, languages) is not { SourceFile: null } || string.IsNullOrEmpty(source))
            .OverridePropertyName("source_code").WithMessage(r => $"source_code is given, but language '{r.Language}' has none: its submissions consist of files.");
        RuleFor(r => r.Files).Must((r, files) => LanguageOf(r, languages) is not { SourceFile: null } || files is { Length: > 0 })
            .OverridePropertyName("files").WithMessage(r => $"files is missing, but submissions in language '{r.Language}' consist of files.");
        RuleFor(r => r.Files).Must((r, files) => files is not { Length: > 0 } || MissingFile(r, languages) is null)
            .OverridePropertyName("files").WithMessage(r => $"files has no '{MissingFile(r, languages)}', which submissions in language '{r.Language}' must bring.");
        RuleFor(r => r.Files).Custom((files, context) =>
        {
            if (files is not null && FaultOf(files, context.InstanceToValidate) is { } fault)
                context.AddFailure("files", fault);
        });
    }

    private static Language? LanguageOf(ExecuteRequest request, LanguageCatalog languages) => languages.Find(request.Language ?? LanguageCatalog.Default);

    private static string? MissingFile(ExecuteRequest request, LanguageCatalog languages) =>
        LanguageOf(request, languages)?.RequiredFiles.FirstOrDefault(name => request.Files!.All(file => file?.Name != name));

    private static string? FaultOf(ExecuteFile[] files, ExecuteRequest request)
    {
        long total = 0;
        for (var at = 0; at < files.Length; at++)
        {
            if (FaultOf(files[at], request, out var bytes) is { } fault)
                return $"files[{at}]{fault}";
            total += bytes;
        }
        if (total > TotalMaxBytes)
            return $"files are {total} bytes long together. Accepted: up to 16 MiB.";
        if (!SubmissionFiles.AreInFewFolders(files.Select(file => file.Name!), SubmissionFiles.MaxFolders))
            return $"files lie in too many folders. Accepted: up to {SubmissionFiles.MaxFolders} folders, those within others counted too.";
        return null;
    }

    private static string? FaultOf(ExecuteFile? file, ExecuteRequest request, out long bytes)
    {
        bytes = 0;
        if (file is null)
            return " is null. Accepted: an object with name, content and encoding.";
        if (file.Name is null || !SubmissionFiles.IsName(file.Name))
            return $".name is '{Shown.Of(file.Name)}'. Accepted: a relative path of up to 1024 bytes without '..' and empty parts.";
        if (file.Content is null)
            return ".content is missing. Accepted: a string.";
        if (file.Encoding is not (null or "utf8" or "base64"))
            return $".encoding is '{Shown.Of(file.Encoding)}'. Accepted: utf8, base64.";
        if (EncodingOf(file, request) != "base64")
            bytes = Encoding.UTF8.GetByteCount(file.Content);
        else if (Base64.IsValid(file.Content, out var decoded))
            bytes = decoded;
        else
            return ".content is not valid base64, which its encoding asks for.";
        return null;
    }

    /// <summary>A file's own encoding, or else its request's.</summary>
    internal static string EncodingOf(ExecuteFile file, ExecuteRequest request) => file.Encoding ?? request.Encoding ?? "utf8";
}
