using Hangfire;
using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Web.Dashboard;
using Judge.Web.Execute;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Admin;

/// <summary>What an admin may do to submissions.</summary>
[ApiController]
[ProducesResponseType<ProblemDetails>(401, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
public sealed class AdminController(SubmissionStore store, SubmissionQueue queue, SubmissionSearch search, JobStorage hangfire, JudgeOptions options) : ControllerBase
{
    private const int PageMax = 500;

    /// <summary>Submissions that are stored, the newest first, without what they wrote.</summary>
    [HttpGet("/admin/submissions")]
    [ProducesResponseType(200)]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public async Task<IActionResult> List([FromQuery] SubmissionFilter filter, CancellationToken cancellationToken, [FromQuery] int page = 1, [FromQuery(Name = "per_page")] int perPage = 50)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        if (page < 1 || perPage is < 1 or > PageMax)
            return Problem($"page is {page} and per_page {perPage}. Accepted: page from 1, per_page 1 to {PageMax}.", statusCode: 422);
        var found = await search.FindAsync(filter, cancellationToken);
        return Ok(new { total = found.Count, page, per_page = perPage, submissions = found.Skip((page - 1) * perPage).Take(perPage) });
    }

    /// <summary>Runs every ended submission again that the filter accepts, each as <see cref="Rerun"/> does.</summary>
    [HttpPost("/admin/rerun")]
    [ProducesResponseType(202)]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public async Task<IActionResult> RerunAll([FromBody] SubmissionFilter filter, CancellationToken cancellationToken)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        if (filter is { Status: null, Language: null, Since: null })
            return Problem("Everything would be run again. Name at least one of: status, language, since.", statusCode: 422);
        var again = new List<string>();
        foreach (var ended in (await search.FindAsync(filter, cancellationToken)).Where(ResultWaiter.IsFinished))
            if (await RerunOneAsync(ended.SubmissionId) is not null)
                again.Add(ended.SubmissionId);
        return Accepted(new { count = again.Count, submission_ids = again });
    }

    /// <summary>The workers' servers that Hangfire knows; one that is silent is forgotten after Judge's server timeout.</summary>
    [HttpGet("/admin/workers")]
    [ProducesResponseType(200)]
    public IActionResult Workers() => !AdminAccess.IsAdmin(HttpContext, options)
        ? Refused()
        : Ok(hangfire.GetMonitoringApi().Servers().Select(server => new { name = server.Name, workers = server.WorkersCount, queues = server.Queues, started_at = server.StartedAt, heartbeat_at = server.Heartbeat }));

    /// <summary>Runs a submission again under its id, with the next attempt number.</summary>
    [HttpPost("/admin/submissions/{id}/rerun")]
    [ProducesResponseType(202)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Rerun(string id)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        var key = ExecuteController.IdOf(id);
        if (await RerunOneAsync(key) is not { } pending)
            return Problem($"There is no submission {id}. It never was, was deleted, or its result expired.", statusCode: 404);
        return Accepted("/result/" + key, new { submission_id = key, status = pending.Status, attempt = pending.Attempt });
    }

    /// <summary>Forgets a submission, as DELETE /result/{id} does.</summary>
    [HttpDelete("/admin/submissions/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public async Task<IActionResult> Delete(string id)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        return await store.DeleteAsync(ExecuteController.IdOf(id)) ? NoContent() : Problem($"There is no submission {id}.", statusCode: 404);
    }

    private async Task<SubmissionResult?> RerunOneAsync(string id)
    {
        if (await store.FindRequestAsync(id) is not { } request || await store.RerunAsync(id) is not { } pending)
            return null;
        await queue.EnqueueAsync(id, request.Priority);
        return pending;
    }

    private ObjectResult Refused() => Problem(AdminAccess.Refusal(options), statusCode: 401);
}
