using System.Buffers.Text;
using System.Globalization;
using System.Text;
using FluentValidation;
using Judge.Jobs;
using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Execute;

/// <summary>
/// The ranges of POST /execute. Each message names the field, its value and what is accepted. How many things a field holds is no matter of
/// this: <see cref="ExecuteRequestReader"/> makes none of too many.
/// </summary>
public sealed class ExecuteRequestValidator : AbstractValidator<ExecuteRequest>
{
    private const int SourceMaxBytes = 1 << 20;
    private const int StdinMaxBytes = 16 << 20;
    private const int StringMaxChars = 4096;
    private const int NameMaxChars = 128;
    private const string StringAccepted = "Accepted: strings of up to 4096 characters without NUL.";

    public ExecuteRequestValidator(LanguageCatalog languages)
    {
        RuleFor(r => r.Encoding).Must(e => e is null or "utf8" or "base64").OverridePropertyName("encoding")
            .WithMessage(r => $"encoding is '{Shown.Of(r.Encoding)}'. Accepted: utf8, base64.");
        // White space is a program too: NotEmpty() would refuse it.
        RuleFor(r => r.SourceCode).Must((r, s) => languages.Find(r.Language ?? LanguageCatalog.Default) is { SourceFile: null } || !string.IsNullOrEmpty(s) && (r.Encoding != "base64" || !Base64.IsValid(s, out var bytes) || bytes > 0)).OverridePropertyName("source_code")
            .WithMessage("source_code is missing or empty. Accepted: 1 byte to 1 MiB.");
        Content(r => r.SourceCode, "source_code", SourceMaxBytes, "1 byte to 1 MiB");
        RuleFor(r => r.SourceCode).Must(s => s is null || !s.Contains('\0')).When(r => r.Encoding != "base64").OverridePropertyName("source_code")
            .WithMessage("source_code holds a NUL character. Send it with encoding \"base64\".");
        Include(new ExecuteFilesValidator(languages));
        Content(r => r.StdinData, "stdin_data", StdinMaxBytes, "up to 16 MiB");
        Content(r => r.ExpectedOutput, "expected_output", StdinMaxBytes, "up to 16 MiB");
        RuleFor(r => r.Language).Must(l => l is null || languages.Find(l) is not null).OverridePropertyName("language")
            .WithMessage(r => Shown.UnknownLanguage(r.Language, languages));
        Range(r => r.TimeLimitSec, "time_limit_sec", 0.1, 30, "seconds");
        Range(r => r.WallTimeLimitSec, "wall_time_limit_sec", 0.1, 60, "seconds");
        Range(r => r.MemoryLimitMb, "memory_limit_mb", 16, 1024, "MB");
        Range(r => r.CpuCores, "cpu_cores", 0.1, Environment.ProcessorCount, "cores");
        Range(r => r.OutputLimitKb, "output_limit_kb", 1, 16_384, "KB");
        Range(r => r.StackLimitMb, "stack_limit_mb", 1, 1024, "MB");
        Range(r => r.MaxProcesses, "max_processes", 1, 256, "processes");
        Strings(r => r.Args, "args");
        Strings(r => r.CompilerOptions, "compiler_options");
        RuleFor(r => r.Env).Custom((env, context) =>
        {
            if (env?.Select(FaultOf).FirstOrDefault(fault => fault is not null) is { } fault)
                context.AddFailure("env", fault);
        });
        RuleFor(r => r.Priority).Must(p => p is null || Queues.All.Contains(p)).OverridePropertyName("priority")
            .WithMessage(r => $"priority is '{Shown.Of(r.Priority)}'. Accepted: {string.Join(", ", Queues.All)}.");
    }

    private void Content(System.Linq.Expressions.Expression<Func<ExecuteRequest, string?>> field, string name, int maxBytes, string accepted)
    {
        var value = field.Compile();
        RuleFor(field).Must((request, text) => text is null || request.Encoding != "base64" || Base64.IsValid(text)).OverridePropertyName(name)
            .WithMessage($"{name} is not valid base64, which encoding \"base64\" asks for.");
        RuleFor(field).Must((request, text) => text is null || Size(request, text) <= maxBytes).OverridePropertyName(name)
            .WithMessage(request => $"{name} is {Size(request, value(request)!)} bytes long. Accepted: {accepted}.");
    }

    private static long Size(ExecuteRequest request, string text) =>
        request.Encoding != "base64" ? Encoding.UTF8.GetByteCount(text) : Base64.IsValid(text, out var bytes) ? bytes : 0;

    private void Range<T>(System.Linq.Expressions.Expression<Func<ExecuteRequest, T?>> field, string name, double least, double most, string unit) where T : struct, IConvertible
    {
        var value = field.Compile();
        RuleFor(field).Must(given => given is null || given.Value.ToDouble(CultureInfo.InvariantCulture) is var number && number >= least && number <= most).OverridePropertyName(name)
            .WithMessage(request => string.Create(CultureInfo.InvariantCulture, $"{name} is {value(request)}. Accepted: {least} to {most} {unit}."));
    }

    private void Strings(System.Linq.Expressions.Expression<Func<ExecuteRequest, string[]?>> field, string name) => RuleFor(field).Custom((list, context) =>
    {
        if (list?.Select((text, at) => FaultOf(text, string.Create(CultureInfo.InvariantCulture, $"{name}[{at}]"))).FirstOrDefault(fault => fault is not null) is { } fault)
            context.AddFailure(name, fault);
    });

    private static string? FaultOf(KeyValuePair<string, string> variable) => IsName(variable.Key)
        ? FaultOf(variable.Value, "env." + variable.Key)
        : $"env holds the name '{Shown.Of(variable.Key)}'. Accepted: 1 to {NameMaxChars} letters, digits and _, the first no digit.";

    private static string? FaultOf(string? text, string path)
    {
        if (text is null)
            return $"{path} is null. {StringAccepted}";
        if (text.Contains('\0'))
            return $"{path} holds a NUL character. {StringAccepted}";
        return text.Length > StringMaxChars ? string.Create(CultureInfo.InvariantCulture, $"{path} is {text.Length} characters long. {StringAccepted}") : null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= NameMaxChars && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
