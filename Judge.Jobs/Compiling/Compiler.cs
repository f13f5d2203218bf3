using System.Globalization;
using System.Text;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Jobs.Telemetry;
using Judge.Jobs.Verdicts;

namespace Judge.Jobs.Compiling;

/// <summary>Makes a program of a submission. Equal ones are compiled once, also when they come at the same time.</summary>
public sealed class Compiler(ISandbox sandbox, CompileCache cache)
{
    private const int KeptLeastBytes = 64 << 10;
    private const int KeptMostBytes = 16 << 20;
    /// <summary>Folders that an artifact's files lie in, all together: /box has 16,384 inodes for them, the artifact's files and the submission's.</summary>
    private const int MadeFoldersMax = 4096;
    /// <summary>What a compiler that is started ahead opens to be told its command: /dev/stdin.</summary>
    private const string CommandFile = "stdin";

    private readonly SingleFlight<(Artifact? Artifact, Compilation? Failure)> _underWay = new();

    /// <summary>Compiles the submission, or finds what it compiled to before.</summary>
    /// <exception cref="SandboxException">The sandbox failed: nothing is known of the source.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; equal submissions go on.</exception>
    public async Task<Compilation> CompileAsync(Language language, Submission submission, CancellationToken cancellationToken)
    {
        var command = new LanguageCommand(language, language.Compile is { } compile ? submission with { Limits = ToldLimitsOf(compile) } : submission);
        if (command.SourceFile is { } source && !BoxPath.IsValid(source))
            return new Compilation
            {
                Files = [],
                Failure = $"Compilation failed: a source's file is called by its class, and '{Shown.Of(source)}' is longer than the {BoxPath.PartMaxBytes} bytes " +
                    "that a file's name may have. Give the class a shorter name.",
            };
        var files = FilesOf(language, submission, command);
        // A project of files may have nothing to compile.
        if (language.Compile is not { } step || (language.SourceFile is null && submission.Files.All(file => file.Name != "compile")))
            return new Compilation { Files = files };

        var request = RequestOf(language, step, command, files, startAhead: submission.CompilerOptions.Count == 0);
        var imageId = await sandbox.FindImageIdAsync(language.Image, cancellationToken)
            ?? throw new SandboxException($"Image {language.Image} is not on this host. Build it with: ./judge images {language.Word}");
        var key = CompileKey.Of(imageId, request);
        if (await cache.FindAsync(key) is { } found)
            return ProgramOf(found, files, command.SourceFile, cached: true);

        var ((artifact, failure), joined) = await _underWay.RunAsync(key, stop => RunCompilerAsync(language, step, request, (imageId, key), stop), cancellationToken);
        return artifact is not null ? ProgramOf(artifact, files, command.SourceFile, cached: joined) : failure! with { Cached = joined };
    }

    private async Task<(Artifact? Artifact, Compilation? Failure)> RunCompilerAsync(
        Language language, CompileStep step, RunRequest request, (string ImageId, string Key) asked, CancellationToken stop)
    {
        using var span = JudgeTelemetry.Source.StartActivity("submission.compile");
        var report = await sandbox.RunAsync(language.Image, request, stop);
        var output = CompilerOutput.Tidy(report, step.OutputLimitKb);
        if ((FailureOf(step, report) ?? FaultOf(language, report.Files)) is { } failure)
            return (null, new Compilation { Files = [], Output = output, Failure = failure });
        var artifact = new Artifact(report.Files, output ?? "");
        // The image may have been built anew meanwhile, or only now be known to have been.
        await cache.AddAsync(report.ImageId is { } used && used != asked.ImageId ? CompileKey.Of(used, request) : asked.Key, artifact);
        return (artifact, null);
    }

    private static string? FailureOf(CompileStep step, RunReport report)
    {
        var verdict = Verdict.From(report, step.TimeLimitSec, step.WallTimeLimitSec, step.MemoryLimitMb, step.MaxProcesses, null, null);
        if (report.Ending == Ending.NotExecuted)
            return $"Compilation failed: the compiler could not be started: {Explanations.OfStartError(report.Code)}.";
        if (verdict.Status == SubmissionStatus.RE)
            return "Compilation failed.";
        if (verdict.Status != SubmissionStatus.OK)
            return $"Compilation failed: {verdict.Message}.";
        if (report.Struck.HasFlag(Struck.CollectCut))
            return string.Create(CultureInfo.InvariantCulture,
                $"Compilation failed: it made more than {step.ArtifactLimitMb} MB, {RunRequest.CollectFilesMax} files or {RunRequest.CollectDepthMax} folders one in the other.");
        if (report.UnreadableName is { } name)
            return $"Compilation failed: it made a file whose name is not UTF-8: '{Shown.Of(name)}'.";
        if (!SubmissionFiles.AreInFewFolders(report.Files.Select(file => file.Path), MadeFoldersMax))
            return string.Create(CultureInfo.InvariantCulture, $"Compilation failed: what it made lies in more than {MadeFoldersMax} folders.");
        return report.Files.Count == 0 ? $"Compilation failed: the compiler ended without making {step.Artifact}." : null;
    }

    /// <summary>What keeps the run from starting what was made; null: nothing, or it is a runtime that is started.</summary>
    private static string? FaultOf(Language language, IReadOnlyList<BoxFile> made) =>
        made.FirstOrDefault(file => "./" + file.Path == language.Run[0]) is { } program && !ProgramFile.CanStart(program.Content.Span)
            ? $"Compilation failed: the {program.Path} that it made is no program that can be started. Compiler options like -c and -S make other files, and so does Go of a package that is not main."
            : null;

    // With options of the submission's own it is started plainly: some are for what starts the compiler (javac's -J).
    private static RunRequest RequestOf(Language language, CompileStep step, LanguageCommand command, IReadOnlyList<BoxFile> files, bool startAhead)
    {
        var argv = command.Fill(step.Command);
        var environment = command.Fill(language.Environment);
        var limits = LimitsOf(step);
        var ahead = !startAhead || step.StartAhead is not { } launcher
            ? null
            : new StartAhead { Argv = command.Fill(launcher), Env = environment, HeldFile = CommandFile, StackBytes = limits.StackBytes, IsToldItsCommand = true };
        return new RunRequest
        {
            Argv = argv,
            Env = environment,
            Files = files,
            // The compiler itself reads none.
            Stdin = ahead is null ? default : Encoding.UTF8.GetBytes(string.Concat(argv.Select(argument => argument + "\0"))),
            Collect = [step.Artifact],
            Class = ContainerClass.Compile,
            Limits = limits,
            Ahead = ahead,
        };
    }

    /// <summary>
    /// What placeholders tell of limits: the compiler's own. The submission's bind its program, would end a compiler that needs more, and would have one source
    /// compiled once for each.
    /// </summary>
    private static Limits ToldLimitsOf(CompileStep step) => new() { MemoryLimitMb = step.MemoryLimitMb, CpuCores = Environment.ProcessorCount };

    private static RunLimits LimitsOf(CompileStep step) => new()
    {
        Cpu = TimeSpan.FromSeconds(step.TimeLimitSec),
        Wall = TimeSpan.FromSeconds(step.WallTimeLimitSec),
        MemoryBytes = (long)step.MemoryLimitMb << 20,
        MaxProcesses = step.MaxProcesses,
        MaxOpenFiles = 1024,
        FileSizeBytes = (long)step.ArtifactLimitMb << 21,
        CollectBytes = (long)step.ArtifactLimitMb << 20,
        CutOutput = true,
        OutputBytes = (long)step.OutputLimitKb << 10,
    };

    private static List<BoxFile> FilesOf(Language language, Submission submission, LanguageCommand command)
    {
        var ending = Path.GetExtension(command.SourceFile);
        bool IsSource(SubmissionFile file) => ending is not null && Path.GetExtension(file.Name) == ending;
        var files = submission.Files.Select(file => new BoxFile(file.Name, IsSource(file) ? TextOf(language, file.Content) : file.Content, Executable: true)).ToList();
        if (command.SourceFile is { } source)
            files.Insert(0, new BoxFile(source, TextOf(language, submission.Source), language.SourceExecutable));
        return files;
    }

    private static ReadOnlyMemory<byte> TextOf(Language language, byte[] source) =>
        !language.KeepByteOrderMark && source.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? source.AsMemory(Encoding.UTF8.Preamble.Length) : source;

    // A small one is sent as fast, and a container should not hold a large one's memory while it is idle.
    private static bool IsWorthKeeping(BoxFile file) =>
        file.Content.Length is >= KeptLeastBytes and <= KeptMostBytes && !file.Path.Contains('/', StringComparison.Ordinal);

    /// <summary>The artifact, and beside it the submission's files that are not in its way.</summary>
    private static Compilation ProgramOf(Artifact artifact, IReadOnlyList<BoxFile> files, string? sourceFile, bool cached)
    {
        var own = files.Where(file => file.Path != sourceFile).ToList();
        var laid = new LaidFiles();
        if (own.Count > 0)
            foreach (var file in artifact.Files)
                laid.Lay(file.Path);
        var program = artifact.Files is [var only] && IsWorthKeeping(only) ? only : null;
        return new Compilation
        {
            Program = program,
            Files = [.. program is null ? artifact.Files : [], .. own.Where(file => laid.Lay(file.Path) is null)],
            Output = artifact.Output.Length == 0 ? null : artifact.Output,
            Cached = cached,
        };
    }
}
