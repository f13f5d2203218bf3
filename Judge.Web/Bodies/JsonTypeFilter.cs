using Judge.Web.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Judge.Web.Bodies;

/// <summary>
/// Refuses a body without a Content-Type where one is named as accepted: MVC takes it for whatever is. A web page can send such a body anywhere
/// without asking first; for one that says it is JSON the browser asks.
/// </summary>
internal sealed class JsonTypeFilter : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (string.IsNullOrEmpty(context.HttpContext.Request.ContentType) && context.Filters.Any(filter => filter is ConsumesAttribute))
            throw new BadRequestException(415, "The body has no Content-Type. Accepted: application/json.");
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // What was accepted needs nothing more.
    }
}
