using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judge.Tests.Compiling;

/// <summary>A sandbox whose compiler makes the files that it is told to.</summary>
internal sealed class StandInCompiler : ISandbox
{
    private static readonly LanguageCatalog Languages = LanguageCatalog.Load(Repository.Path("sandbox/languages"));
    private readonly RunReport _report;
    private readonly Compiler _compiler;

    public StandInCompiler(RunReport report)
    {
        var options = new CompilingOptions { DiskMb = 0 };
        _report = report;
        _compiler = new Compiler(this, new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance)));
    }

    /// <summary>Compilations that were asked for.</summary>
    public int Runs { get; private set; }

    public static StandInCompiler Making(IEnumerable<string> paths) =>
        new(new RunReport { Ending = Ending.Exited, Code = 0, Files = [.. paths.Select(path => new BoxFile(path, "x"u8.ToArray()))] });

    public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
    {
        Runs++;
        return Task.FromResult(_report);
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>(image);

    /// <summary>What comes of a submission of the language.</summary>
    public Task<Compilation> CompileAsync(string language, string source, params string[] names) => _compiler.CompileAsync(Languages.Find(language)!, new Submission
    {
        Id = "1",
        Language = language,
        Source = System.Text.Encoding.UTF8.GetBytes(source),
        Files = [.. names.Select(name => new SubmissionFile(name, []))],
    }, CancellationToken.None);
}
