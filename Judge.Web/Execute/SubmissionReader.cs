using System.Diagnostics;
using System.Text;
using FluentValidation;
using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Judge.Jobs.Telemetry;
using Judge.Web.Bodies;
using Judge.Web.Errors;

namespace Judge.Web.Execute;

/// <summary>Makes a submission of the body of POST /execute.</summary>
public sealed class SubmissionReader(BodyMemory memory, LanguageCatalog languages, LanguageReadiness readiness, IValidator<ExecuteRequest> validator)
{
    /// <summary>Reads and checks it.</summary>
    /// <exception cref="BadRequestException">It is not one that can be run here, or there is no memory for it now.</exception>
    public async Task<ReceivedSubmission> ReadAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        var (request, bodyBytes, room) = await ReadRequestAsync(http, cancellationToken);
        try
        {
            return new ReceivedSubmission(await SubmissionOfAsync(request, cancellationToken), bodyBytes, room);
        }
        catch
        {
            room?.Dispose();
            throw;
        }
    }

    // By itself, so that the body's bytes are garbage once it is read.
    private async Task<(ExecuteRequest Request, int BodyBytes, IDisposable? Room)> ReadRequestAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(http, memory, cancellationToken);
        try
        {
            return (ExecuteRequestReader.Read(body.Bytes.Span), body.Bytes.Length, body.Room);
        }
        catch
        {
            body.Room?.Dispose();
            throw;
        }
    }

    private async Task<Submission> SubmissionOfAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var checkedRequest = await validator.ValidateAsync(request, cancellationToken);
        if (!checkedRequest.IsValid)
            throw new BadRequestException(422, "One or more fields are not valid.", checkedRequest.ToDictionary());
        var language = languages.Find(request.Language ?? LanguageCatalog.Default)
            ?? throw BadRequestException.Field("language", $"language is missing, and the default, {LanguageCatalog.Default}, is not defined on this server.");
        if (await readiness.FindAsync(language, cancellationToken) is { Problem: { } problem })
            throw BadRequestException.Field("language", $"language '{language.Word}' is not ready. {problem}");
        var submission = SubmissionOf(request, language);
        RefuseFilesInEachOthersPlace(submission, language);
        return submission;
    }

    // Not the validator's, for a source can name its file itself, as Java's public class does.
    private static void RefuseFilesInEachOthersPlace(Submission submission, Language language)
    {
        if (submission.Files.Count == 0)
            return;
        var names = submission.Files.Select(file => file.Name);
        var source = new LanguageCommand(language, submission).SourceFile;
        if (SubmissionFiles.FindConflict(source is null ? [.. names] : [.. names, source]) is { } twice)
            throw BadRequestException.Field("files", $"files holds '{twice}' twice, or as a file and as a folder, or by the name of the source. Accepted: names that can be laid side by side.");
    }

    private static Submission SubmissionOf(ExecuteRequest request, Language language)
    {
        var base64 = request.Encoding == "base64";
        var defaults = new Limits();
        var time = request.TimeLimitSec ?? defaults.TimeLimitSec;
        byte[] Bytes(string text) => base64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        return new Submission
        {
            Id = Guid.NewGuid().ToString("D"),
            Language = language.Word,
            Source = Bytes(request.SourceCode ?? ""),
            Files = [.. (request.Files ?? []).Select(file => new SubmissionFile(file.Name!, ExecuteFilesValidator.EncodingOf(file, request) == "base64"
                ? Convert.FromBase64String(file.Content!)
                : Encoding.UTF8.GetBytes(file.Content!)))],
            Stdin = Bytes(request.StdinData ?? ""),
            ExpectedOutput = request.ExpectedOutput is { } expected ? Bytes(expected) : null,
            Args = request.Args ?? [],
            Env = request.Env ?? [],
            CompilerOptions = request.CompilerOptions ?? [],
            Base64 = base64,
            Priority = request.Priority ?? Queues.Default,
            TraceParent = JudgeTelemetry.Source.HasListeners() ? Activity.Current?.Id : null,
            CreatedAt = DateTime.UtcNow,
            Limits = new Limits
            {
                TimeLimitSec = time,
                WallTimeLimitSec = request.WallTimeLimitSec ?? Limits.WallTimeFor(time),
                MemoryLimitMb = request.MemoryLimitMb ?? defaults.MemoryLimitMb,
                CpuCores = request.CpuCores ?? defaults.CpuCores,
                OutputLimitKb = request.OutputLimitKb ?? defaults.OutputLimitKb,
                StackLimitMb = request.StackLimitMb ?? defaults.StackLimitMb,
                MaxProcesses = request.MaxProcesses ?? defaults.MaxProcesses,
            },
        };
    }
}
