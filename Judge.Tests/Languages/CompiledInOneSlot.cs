using System.Text;
using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>Compiles a test's programs in the container that they run in: one of the compile class.</summary>
internal static class CompiledInOneSlot
{
    /// <summary>The run of a source as a submission of its language.</summary>
    public static async Task<RunRequest> RequestOfAsync(Slot slot, Language language, byte[] source)
    {
        var submission = SubmissionOf(language, source);
        var compilation = await CompilerIn(new OneSlot(slot)).CompileAsync(language, submission, CancellationToken.None);
        compilation.Failure.ShouldBeNull(compilation.Output);
        return ProgramRun.RequestOf(language, submission, compilation);
    }

    /// <summary>What the compile step of a submission asks of the sandbox.</summary>
    public static Task<RunRequest> StepOfAsync(Language language, string source, IReadOnlyList<SubmissionFile> files, params string[] options) =>
        StepOfAsync(language, SubmissionOf(language, Encoding.UTF8.GetBytes(source)) with { Files = files, CompilerOptions = options });

    /// <summary>The same of a submission.</summary>
    public static async Task<RunRequest> StepOfAsync(Language language, Submission submission)
    {
        var asked = new Asked();
        await CompilerIn(asked).CompileAsync(language, submission, CancellationToken.None);
        return asked.Request!;
    }

    private static Submission SubmissionOf(Language language, byte[] source) => new()
    {
        Id = "1",
        Language = language.Word,
        Source = source,
        Stdin = Encoding.UTF8.GetBytes("Grüße\n2\n3\n"),
        Limits = new Limits { TimeLimitSec = 10, WallTimeLimitSec = 60, MemoryLimitMb = 512 },
    };

    private static Compiler CompilerIn(ISandbox sandbox)
    {
        var options = new CompilingOptions { DiskMb = 0 };
        return new Compiler(sandbox, new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance)));
    }

    private sealed class Asked : ISandbox
    {
        public RunRequest? Request { get; private set; }

        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
        {
            Request = request;
            return Task.FromResult(new RunReport { Ending = Ending.Exited, Code = 1 });
        }

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>(image);
    }

    private sealed class OneSlot(Slot slot) : ISandbox
    {
        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken) => slot.RunAsync(request, cancellationToken);
        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>(image);
    }
}
