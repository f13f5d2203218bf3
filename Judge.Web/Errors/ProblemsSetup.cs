using Judge.Jobs.Redis;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Judge.Web.Errors;

/// <summary>Every error is application/problem+json (RFC 9457), and none shows a stack trace.</summary>
internal static class ProblemsSetup
{
    public static void AddJudgeProblems(this IServiceCollection services) =>
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Instance ??= context.HttpContext.Request.Path;
            context.ProblemDetails.Extensions.Remove("traceId");
        });

    public static void UseProblems(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // At the start of the answer: the exception handler clears what was set before.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                context.Response.Headers.XFrameOptions = "DENY";
                context.Response.Headers["Referrer-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            // A client's fault is told to the client: in the log each would look like one of ours.
            SuppressDiagnosticsCallback = context => context.Exception is BadRequestException or BadHttpRequestException,
        });
        app.UseStatusCodePages(pages => WriteAsync(pages.HttpContext, Problem(pages.HttpContext.Response.StatusCode, Told(pages.HttpContext))));
    }

    // Whatever Accept says: a browser, too, is told what is wrong.
    private static string Told(HttpContext context) => context.Response.StatusCode switch
    {
        404 => $"There is nothing at {context.Request.Path}. GET /docs shows what is.",
        405 => $"{context.Request.Path} does not take {context.Request.Method}. Accepted: {context.Response.Headers.Allow}.",
        415 => $"The body is '{context.Request.ContentType}'. Accepted: application/json.",
        _ => "The request was refused.",
    };

    private static Task WriteAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = error switch
        {
            BadRequestException bad => Problem(bad.StatusCode, bad.Message, bad.Errors),
            BadHttpRequestException { StatusCode: 408 } => Problem(408, "The body came too slowly. Accepted: 32 KiB a second, after its first ten seconds."),
            BadHttpRequestException bad => Problem(bad.StatusCode, bad.Message),
            _ when RedisTrouble.Of(error) is { } trouble => Problem(503, trouble),
            _ => Problem(500, "The server failed at this request. Its log tells more."),
        };
        if (problem.Status == 503)
            context.Response.Headers.RetryAfter = "2";
        return WriteAsync(context, problem);
    }

    private static async Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        problem.Instance = context.Request.Path;
        context.Response.StatusCode = problem.Status!.Value;
        await context.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, contentType: "application/problem+json");
    }

    private static ProblemDetails Problem(int status, string detail, IDictionary<string, string[]>? errors = null)
    {
        var problem = errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(errors);
        problem.Status = status;
        problem.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        problem.Detail = detail;
        return problem;
    }
}
