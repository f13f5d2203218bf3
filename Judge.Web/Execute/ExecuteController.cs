using System.Globalization;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Web.Bodies;
using Judge.Web.Errors;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Execute;

/// <summary>Takes submissions and tells their results.</summary>
[ApiController]
[ProducesResponseType<ProblemDetails>(403, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
public sealed class ExecuteController(
    SubmissionReader reader, ClientSubmissions submissions, ResultWaiter waiter, JudgeOptions options) : ControllerBase
{
    private const int WaitMaxSec = 60;

    /// <summary>Stores the submission and queues it; with <c>?wait=N</c> answers with its result when that comes within N seconds.</summary>
    [HttpPost("/execute")]
    [ProducesResponseType<SubmissionResult>(200)]
    [ProducesResponseType(202)]
    [ProducesResponseType<HttpValidationProblemDetails>(422, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(408, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [Consumes("application/json")]
    [RequestSizeLimit(BodyMemory.BodyMaxBytes)]
    public async Task<IActionResult> Post([FromQuery] string? wait, CancellationToken cancellationToken)
    {
        var patience = Patience(wait);
        using var submission = await reader.ReadAsync(Request, cancellationToken);
        SubmissionResult? pending = null;
        StoredResult? finished = null;
        var answered = false;
        async Task<bool> AddAsync()
        {
            pending = await submissions.AddAsync(submission, cancellationToken);
            answered = true;
            return pending is not null;
        }
        try
        {
            if (patience > TimeSpan.Zero)
                finished = await waiter.WaitAsync(submission.Id, patience, AddAsync, cancellationToken);
            else
                await AddAsync();
        }
        catch when (!answered)
        {
            // The client is told that it failed and will send it again: it must not run from here as well.
            submissions.Forget(submission.Id);
            throw;
        }
        catch (Exception e) when (pending is not null && RedisTrouble.Of(e) is not null)
        {
            // It is queued. Of a failure its client would take it for lost and send it again, and it would run twice.
        }
        if (pending is null)
        {
            Response.Headers.RetryAfter = "5";
            return Problem($"The queue is full: {options.MaxQueueLength} submissions wait. Nothing was stored; try again shortly.", statusCode: 503);
        }
        Response.Headers.Location = "/result/" + submission.Id;
        return finished is { IsEnded: true }
            ? await AnswerAsync(finished, submission.Id, cancellationToken)
            : Accepted(new { submission_id = submission.Id, status = (finished?.Whole ?? pending).Status });
    }

    /// <summary>What is known of a submission; with <c>?wait=N</c> waits up to N seconds for its end.</summary>
    [HttpGet("/result/{id}")]
    [ProducesResponseType<SubmissionResult>(200)]
    [ProducesResponseType<HttpValidationProblemDetails>(422, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Get(string id, [FromQuery] string? wait, CancellationToken cancellationToken)
    {
        var patience = Patience(wait);
        var key = IdOf(id);
        var found = await submissions.FindAsync(key, cancellationToken);
        if (found is { IsEnded: false } && patience > TimeSpan.Zero)
            found = await waiter.WaitAsync(key, patience, null, cancellationToken);
        return found is null ? NoSuch(id) : await AnswerAsync(found, key, cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(StoredResult? found, string id, CancellationToken cancellationToken, bool lookAgain = true) => found switch
    {
        null => NoSuch(id),
        { Whole: { Status: SubmissionStatus.PENDING } pending } => Ok(pending with { QueuePosition = await submissions.PositionAsync(id, cancellationToken) }),
        { Large: { } large } => new LargeResultAnswer(large,
            lookAgain ? async () => await AnswerAsync(await submissions.FindAsync(id, cancellationToken), id, cancellationToken, lookAgain: false) : null),
        _ => Ok(found.Whole),
    };

    /// <summary>Forgets a submission: a waiting one never starts, a running one is killed.</summary>
    [HttpDelete("/result/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Delete(string id) =>
        await submissions.DeleteAsync(IdOf(id)) ? NoContent() : NoSuch(id);

    private ObjectResult NoSuch(string id) => Problem($"There is no submission {id}. It never was, was deleted, or its result expired.", statusCode: 404);

    /// <summary>The id as it is stored; what is not a UUID is nobody's.</summary>
    internal static string IdOf(string id) => Guid.TryParseExact(id, "D", out var guid) ? guid.ToString("D") : "none";

    private static TimeSpan Patience(string? wait)
    {
        if (string.IsNullOrEmpty(wait))
            return TimeSpan.Zero;
        return double.TryParse(wait, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= WaitMaxSec
            ? TimeSpan.FromSeconds(seconds)
            : throw BadRequestException.Field("wait", $"wait is '{Shown.Of(wait)}'. Accepted: 0 to {WaitMaxSec} seconds.");
    }
}
