using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Web.Dashboard;
using Judge.Web.Execute;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Admin;

/// <summary>What an admin may do to submissions.</summary>
[ApiController]
public sealed class AdminController(SubmissionStore store, SubmissionQueue queue, JudgeOptions options) : ControllerBase
{
    /// <summary>Runs a submission again under its id, with the next attempt number.</summary>
    [HttpPost("/admin/submissions/{id}/rerun")]
    public async Task<IActionResult> Rerun(string id)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        var key = ExecuteController.IdOf(id);
        if (await store.FindRequestAsync(key) is not { } request || await store.RerunAsync(key) is not { } pending)
            return Problem($"There is no submission {id}. It never was, was deleted, or its result expired.", statusCode: 404);
        await queue.EnqueueAsync(key, request.Priority);
        return Accepted("/result/" + key, new { submission_id = key, status = pending.Status, attempt = pending.Attempt });
    }

    /// <summary>Forgets a submission, as DELETE /result/{id} does.</summary>
    [HttpDelete("/admin/submissions/{id}")]
    public async Task<IActionResult> Delete(string id)
    {
        if (!AdminAccess.IsAdmin(HttpContext, options))
            return Refused();
        return await store.DeleteAsync(ExecuteController.IdOf(id)) ? NoContent() : Problem($"There is no submission {id}.", statusCode: 404);
    }

    private ObjectResult Refused() => Problem(AdminAccess.Refusal(options), statusCode: 401);
}
