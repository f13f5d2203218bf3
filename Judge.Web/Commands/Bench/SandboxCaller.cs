using System.Text;
using Judge.Jobs;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judge.Web.Commands.Bench;

/// <summary>The sandbox without HTTP, queue and Redis: what a run costs the worker that calls it.</summary>
internal sealed class SandboxCaller : IAsyncDisposable
{
    private readonly SandboxMetrics _metrics = new();
    private readonly SlotPool _pool;
    private readonly LanguageCatalog _languages;

    private SandboxCaller(SandboxOptions options, LanguageCatalog languages)
    {
        _languages = languages;
        var docker = new DockerEngine(options, new Fleet("bench-" + Guid.NewGuid().ToString("N")[..8]));
        _pool = new SlotPool(new SlotFactory(docker, options, _metrics, NullLogger<SlotFactory>.Instance), docker, options, _metrics,
            new JudgeOptions { Workers = 1 }, languages, NullLogger<SlotPool>.Instance);
    }

    /// <param name="startAhead">Whether an interpreter is up before its program is known.</param>
    public static async Task<SandboxCaller> StartAsync(bool startAhead, string imageTag, CancellationToken stop)
    {
        var caller = new SandboxCaller(new SandboxOptions { StartAhead = startAhead, ImageTag = imageTag, WarmImages = [] }, LanguageCatalog.Load(new JudgeOptions().LanguagesFolder));
        await caller._pool.StartAsync(stop);
        return caller;
    }

    /// <summary>The run of a submission with the usual limits.</summary>
    /// <param name="program">The compiled program; null: the source itself.</param>
    public RunRequest RequestOf(string language, string source, byte[]? program = null)
    {
        var definition = _languages.Find(language)!;
        var submission = new Submission
        {
            Id = "",
            Language = language,
            Source = Encoding.UTF8.GetBytes(source),
        };
        return ProgramRun.RequestOf(definition, submission, program is null
            ? new Compilation { Files = [new BoxFile(definition.SourceFile!, submission.Source)] }
            : new Compilation { Program = new BoxFile("main", program, Executable: true), Files = [] });
    }

    public async Task<RunReport> RunAsync(string language, RunRequest request, CancellationToken stop)
    {
        var report = await _pool.RunAsync(_languages.Find(language)!.Image, request, stop);
        return report is { Ending: Ending.Exited, Code: 0, Struck: Struck.None }
            ? report
            : throw new InvalidOperationException($"A program of the benchmark ended with {report.Ending} {report.Code} ({report.Struck}). Look at ./judge doctor.");
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.StopAsync(CancellationToken.None);
        _pool.Dispose();
        _metrics.Dispose();
    }
}
