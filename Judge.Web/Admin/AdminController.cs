using System.Globalization;
using Hangfire;
using Judge.Jobs;
using Judge.Jobs.Languages;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Web.Bodies;
using Judge.Web.Errors;
using Judge.Web.Execute;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Admin;

/// <summary>What an admin may do to submissions.</summary>
[ApiController]
[AdminOnly]
[ProducesResponseType<ProblemDetails>(401, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
public sealed class AdminController(ClientSubmissions submissions, SubmissionSearch search, LanguageCatalog languages, JobStorage hangfire) : ControllerBase
{
    private const int PageMax = 500;
    private static readonly BodyReader<SubmissionQuery> Bodies = new(_ => "Accepted: a string.", _ => false);

    /// <summary>Submissions that are stored, the newest first, without what they wrote.</summary>
    [HttpGet("/admin/submissions")]
    [ProducesResponseType(200)]
    [ProducesResponseType<HttpValidationProblemDetails>(422, "application/problem+json")]
    public async Task<IActionResult> List([FromQuery] SubmissionQuery query, [FromQuery] string? page, [FromQuery(Name = "per_page")] string? perPage, CancellationToken cancellationToken)
    {
        var filter = query.ToFilter(languages);
        var number = Number("page", page, 1, int.MaxValue, "a whole number from 1");
        var size = Number("per_page", perPage, 50, PageMax, $"a whole number from 1 to {PageMax}");
        var found = await search.FindAsync(filter, cancellationToken);
        return Ok(new { total = found.Count, page = number, per_page = size, submissions = found.Skip((int)Math.Min((number - 1L) * size, int.MaxValue)).Take(size) });
    }

    /// <summary>Runs every ended submission again that the filter accepts, each as <see cref="Rerun"/> does.</summary>
    [HttpPost("/admin/rerun")]
    [ProducesResponseType(202)]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [ProducesResponseType<HttpValidationProblemDetails>(422, "application/problem+json")]
    [Consumes("application/json")]
    public async Task<IActionResult> RerunAll(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, cancellationToken);
        var filter = Bodies.Read(body.GetBuffer().AsSpan(0, (int)body.Length)).ToFilter(languages);
        if (filter is { Status: null, Language: null, Since: null })
            return Problem("Everything would be run again. Name at least one of: status, language, since.", statusCode: 422);
        var again = new List<string>();
        foreach (var ended in (await search.FindAsync(filter, cancellationToken)).Where(result => result.Status.IsEnd()))
            if (await submissions.RerunAsync(ended.SubmissionId) is not null)
                again.Add(ended.SubmissionId);
        return Accepted(new { count = again.Count, submission_ids = again });
    }

    /// <summary>The workers' servers that Hangfire knows; one that is silent is forgotten after Judge's server timeout.</summary>
    [HttpGet("/admin/workers")]
    [ProducesResponseType(200)]
    public async Task<IActionResult> Workers() =>
        // Hangfire's own call waits as a worker does.
        Ok((await Task.Run(() => hangfire.GetMonitoringApi().Servers()).WaitAsync(RedisTrouble.Patience)).Select(server => new { name = server.Name, workers = server.WorkersCount, queues = server.Queues, started_at = server.StartedAt, heartbeat_at = server.Heartbeat }));

    /// <summary>Runs a submission again under its id, with the next attempt number.</summary>
    [HttpPost("/admin/submissions/{id}/rerun")]
    [ProducesResponseType(202)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Rerun(string id)
    {
        var key = ExecuteController.IdOf(id);
        if (await submissions.RerunAsync(key) is not { } pending)
            return Problem($"There is no submission {id}. It never was, was deleted, or its result expired.", statusCode: 404);
        return Accepted("/result/" + key, new { submission_id = key, status = pending.Status, attempt = pending.Attempt });
    }

    /// <summary>Forgets a submission, as DELETE /result/{id} does.</summary>
    [HttpDelete("/admin/submissions/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Delete(string id)
    {
        return await submissions.DeleteAsync(ExecuteController.IdOf(id)) ? NoContent() : Problem($"There is no submission {id}.", statusCode: 404);
    }

    private static int Number(string field, string? text, int otherwise, int most, string accepted)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw BadRequestException.Field(field, $"{field} is '{Shown.Of(text)}'. Accepted: {accepted}.");
    }
}
