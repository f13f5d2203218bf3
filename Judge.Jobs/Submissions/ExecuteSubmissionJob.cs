using System.Diagnostics;
using Hangfire;
using Hangfire.Server;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Telemetry;
using Judge.Jobs.Verdicts;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>The job: takes a submission from PENDING to its verdict. Running it twice leaves one result.</summary>
public sealed class ExecuteSubmissionJob(
    SubmissionStore store, SubmissionRerun rerun, ISandbox sandbox, LanguageCatalog languages, Compiler compiler, RunningSubmissions running, EngineGate engine,
    ILogger<ExecuteSubmissionJob> log)
{
    private const int Retries = 3;
    /// <summary>Servers that may end in the midst of one submission's run: it may be what ends them, by filling their memory say, and would end every one.</summary>
    private const int LostRuns = 3;
    /// <summary>How long a verdict is kept trying to be stored while Redis is away, before the run counts as lost.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromMinutes(1);

    /// <summary>Executes the submission. A program's failure is a result; a failure of ours throws, and Hangfire retries.</summary>
    [JobDisplayName("Submission {0}")]
    [RequeueWhenEngineIsGone]
    [DeleteWhenSubmissionIsGone]
    [AutomaticRetry(Attempts = Retries, DelaysInSeconds = [1, 3, 6])]
    public async Task RunAsync(string id, PerformContext context)
    {
        using var beginning = running.Begin(id);
        var begun = await store.StartAsync(id);
        // A failed job retried by hand in the dashboard is a new attempt. One that comes late, to what was given up meanwhile, is none.
        if (begun is null && IsOutOfRetries(context) && (await store.FindAsync(id))?.Status == SubmissionStatus.INTERNAL_ERROR && await rerun.PendAsync(id) is not null)
            begun = await store.StartAsync(id);
        if (begun is not var (started, submission))
        {
            if (await store.FindStoredAsync(id) is null)
                throw new SubmissionGoneException();
            return;
        }
        using var span = JudgeTelemetry.Source.StartActivity("submission.execute", ActivityKind.Consumer, submission.TraceParent);
        span?.SetTag("judge.submission.id", id).SetTag("judge.language", submission.Language).SetTag("judge.attempt", started.Attempt);
        if (context.GetJobParameter<int>(QueuedJob.LostRunsField, allowStale: true) >= LostRuns)
        {
            log.LogError("Submission {Id} is run no more: {Count} servers ended in the midst of it", id, LostRuns);
            await FinishAsync(started with
            {
                Status = SubmissionStatus.INTERNAL_ERROR,
                Message = $"The judge's server ended {LostRuns} times while it ran this submission, which is run no more.",
            });
            return;
        }
        try
        {
            if (await running.TrackAsync(id, started.Attempt, stop => JudgeAsync(started, submission, stop), beginning) is not { } result)
                return;
            await FinishAsync(result);
            span?.SetTag("judge.verdict", result.Status);
        }
        catch (OperationCanceledException) when (context.CancellationToken.ShutdownToken.IsCancellationRequested is false)
        {
            // Deleted while it ran, or run again.
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            if (e is SandboxException && await engine.CloseIfGoneAsync() is { } wrong)
            {
                await store.PutBackAsync(started);
                throw new EngineGoneException(wrong, e);
            }
            await FailAsync(started, e, context);
            throw;
        }
    }

    /// <summary>Stores the verdict; a run that has ended is not thrown away because Redis is away for a moment.</summary>
    private async Task FinishAsync(SubmissionResult result)
    {
        var watch = Stopwatch.StartNew();
        await store.FinishAsync(result, async e =>
        {
            if (e is not (RedisException or TimeoutException) || watch.Elapsed >= StorePatience)
                return false;
            log.LogWarning("The verdict of submission {Id} could not be stored and is tried again: {Message}", result.SubmissionId, e.Message);
            await Task.Delay(TimeSpan.FromSeconds(1));
            return true;
        });
    }

    /// <summary>After the last retry it is INTERNAL_ERROR; before, Hangfire tries again.</summary>
    private async Task FailAsync(SubmissionResult started, Exception e, PerformContext context)
    {
        if (!IsOutOfRetries(context))
            return;
        var incident = Guid.NewGuid().ToString("N")[..12];
        log.LogError(e, "Submission {Id} failed for good; incident {Incident}", started.SubmissionId, incident);
        await store.FinishAsync(started with
        {
            Status = SubmissionStatus.INTERNAL_ERROR,
            Message = $"The judge failed to run this submission. Its log tells more about incident {incident}.",
        });
    }

    private static bool IsOutOfRetries(PerformContext context) => context.GetJobParameter<int>("RetryCount") >= Retries;

    private async Task<SubmissionResult> JudgeAsync(SubmissionResult started, Submission submission, CancellationToken stop)
    {
        var language = languages.Find(submission.Language)
            ?? throw new SandboxException($"This worker has no definition of language '{submission.Language}'. Add it to its sandbox/languages.");
        var compilation = await compiler.CompileAsync(language, submission, stop);
        var compiled = started with { CompileOutput = compilation.Output, CompileCached = compilation.Cached };
        if (compilation.Failure is { } failure)
            return compiled with { Status = SubmissionStatus.CE, Message = failure };
        using var span = JudgeTelemetry.Source.StartActivity("submission.run");
        var report = await sandbox.RunAsync(language.Image, ProgramRun.RequestOf(language, submission, compilation), stop);
        return Report(compiled, report, submission, language);
    }

    private static SubmissionResult Report(SubmissionResult started, RunReport report, Submission submission, Language language)
    {
        var limits = submission.Limits;
        var verdict = Verdict.From(report, limits.TimeLimitSec + language.TimeAllowanceSec, limits.WallTimeLimitSec + language.TimeAllowanceSec,
            limits.MemoryLimitMb, limits.MaxProcesses + language.ProcessAllowance, limits.OutputLimitKb, submission.ExpectedOutput);
        var (stdoutTruncated, stderrTruncated) = (report.StdoutBytes > report.Stdout.Length, report.StderrBytes > report.Stderr.Length);
        var (stdout, stdoutBase64) = StreamText.Of(report.Stdout, submission.Base64, stdoutTruncated);
        var (stderr, stderrBase64) = StreamText.Of(report.Stderr, submission.Base64, stderrTruncated);
        return started with
        {
            Status = verdict.Status,
            Message = verdict.Message,
            LimitExceeded = verdict.LimitExceeded,
            Stdout = stdout,
            StdoutBase64 = stdoutBase64,
            StdoutBytes = report.StdoutBytes,
            StdoutTruncated = stdoutTruncated,
            Stderr = stderr,
            StderrBase64 = stderrBase64,
            StderrBytes = report.StderrBytes,
            StderrTruncated = stderrTruncated,
            ExitCode = report.Ending == Ending.Exited ? report.Code : null,
            Signal = report.Ending == Ending.Signaled ? Signals.Name(report.Code) : null,
            // Zero is "not known": nothing is executed in no time.
            TimeSec = report.Cpu > TimeSpan.Zero ? Math.Round(report.Cpu.TotalSeconds, 6) : null,
            WallTimeSec = Math.Round(report.Wall.TotalSeconds, 6),
            MemoryKb = report.MemoryPeakBytes >> 10,
        };
    }
}
