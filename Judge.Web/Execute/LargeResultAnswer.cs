using Judge.Jobs.Submissions;
using Judge.Web.Errors;
using Microsoft.AspNetCore.Mvc;
using StackExchange.Redis;

namespace Judge.Web.Execute;

/// <summary>A large result as the answer: its JSON is what is stored.</summary>
/// <param name="result">The result.</param>
/// <param name="lookAgain">What is answered where it is there no more before any of it was sent; null: that it is gone.</param>
internal sealed class LargeResultAnswer(LargeResult result, Func<Task<IActionResult>>? lookAgain = null) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = result.Bytes;
        try
        {
            if (await result.TryCopyToAsync(response.Body, aborted))
                return;
        }
        catch (Exception e) when (response.HasStarted && e is RedisException or TimeoutException)
        {
            // Told below, in the one way that is left.
        }
        if (!response.HasStarted && lookAgain is not null)
        {
            response.ContentLength = null;
            await (await lookAgain()).ExecuteResultAsync(context);
            return;
        }
        if (!response.HasStarted)
            throw new BadRequestException(404, "The submission was deleted or run anew just now. Ask for it again.");
        // A client sees that it has not all that Content-Length promised, and asks again.
        context.HttpContext.Abort();
    }
}
