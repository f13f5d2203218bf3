using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using StackExchange.Redis;

namespace Judge.Web.Errors;

/// <summary>Every error is application/problem+json (RFC 9457), and none shows a stack trace.</summary>
internal static class ProblemsSetup
{
    public static void AddJudgeProblems(this IServiceCollection services) => services.AddProblemDetails();

    public static void UseProblems(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.UseExceptionHandler(handler => handler.Run(WriteAsync));
        app.UseStatusCodePages();
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = error switch
        {
            BadRequestException bad => Problem(bad.StatusCode, bad.Message, bad.Errors),
            BadHttpRequestException bad => Problem(bad.StatusCode, bad.Message),
            RedisException or RedisTimeoutException or TimeoutException =>
                Problem(503, "Redis does not answer, so nothing can be stored or read. Nothing was accepted; try again shortly."),
            _ => Problem(500, "The server failed at this request. Its log tells more."),
        };
        if (problem.Status == 503)
            context.Response.Headers.RetryAfter = "2";
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
