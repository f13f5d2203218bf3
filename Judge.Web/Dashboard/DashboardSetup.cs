using Hangfire;
using Hangfire.Dashboard;
using Hangfire.Storage.Monitoring;
using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Web.Errors;

namespace Judge.Web.Dashboard;

/// <summary>The Hangfire dashboard at /hangfire, and its sign-in page where there is a key.</summary>
internal static class DashboardSetup
{
    private const string SignIn = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in - Judge</title>
        <style>body{font:16px system-ui;max-width:24rem;margin:15vh auto}input,button{font:inherit;width:100%;padding:.6rem;margin:.3rem 0;box-sizing:border-box}</style>
        <h1>Judge</h1><form method="post"><label for="key">Admin key</label><input id="key" name="key" type="password" autofocus required>
        <button>Sign in</button></form>{0}</html>
        """;

    /// <summary>How long a sign-in is good for.</summary>
    private static readonly TimeSpan s_session = TimeSpan.FromHours(12);

    public static void UseHangfirePages(this WebApplication app, JudgeOptions options)
    {
        if (options.Role == "worker")
            return;
        app.Use(async (context, next) =>
        {
            if (options.AdminKey is not null && context.Request.Path.StartsWithSegments("/hangfire", StringComparison.OrdinalIgnoreCase) && !AdminAccess.IsAdmin(context, options))
                context.Response.Redirect("/admin/sign-in");
            else
                await next(context);
        });
        GlobalConfiguration.Configuration.UseJobDetailsRenderer(0, page => ResultLink(page.JobDetails));
        app.UseHangfireDashboard("/hangfire", new DashboardOptions
        {
            DashboardTitle = "Judge",
            AppPath = "/docs",
            Authorization = [new Gate(options)],
        });
        if (options.AdminKey is not { } key)
            return;
        app.MapGet("/admin/sign-in", () => Page("")).ExcludeFromDescription();
        app.MapPost("/admin/sign-in", async (HttpContext context) =>
        {
            if (!AdminAccess.Same(await KeyOfFormAsync(context.Request), key))
                return Page("<p role=\"alert\">That is not the admin key.</p>", StatusCodes.Status401Unauthorized);
            context.Response.Cookies.Append(AdminAccess.Cookie, AdminAccess.Ticket(key, DateTimeOffset.UtcNow + s_session), new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                // Behind a proxy that ends TLS, too.
                Secure = context.Request.IsHttps || context.Request.Headers["X-Forwarded-Proto"].ToString().Equals("https", StringComparison.OrdinalIgnoreCase),
                MaxAge = s_session,
            });
            return Results.Redirect("/hangfire");
        }).ExcludeFromDescription();
    }

    /// <exception cref="BadRequestException">400: it is no form that can be read.</exception>
    private static async Task<string> KeyOfFormAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? (await request.ReadFormAsync())["key"].ToString() : "";
        }
        catch (InvalidDataException e)
        {
            throw new BadRequestException(400, $"The form cannot be read: {e.Message} Accepted: one field, key.");
        }
    }

    /// <summary>On the page of a submission's job: where its result is. The source is nowhere in the dashboard.</summary>
    private static NonEscapedString ResultLink(JobDetailsDto details) =>
        new(details.Job?.Type == typeof(ExecuteSubmissionJob) && Guid.TryParseExact(details.Job.Args[0] as string, "D", out var id)
            ? $"<p><a href=\"/result/{id:D}\">Result of submission {id:D}</a></p>"
            : "");

    private static IResult Page(string message, int status = StatusCodes.Status200OK) =>
        Results.Content(SignIn.Replace("{0}", message, StringComparison.Ordinal), "text/html; charset=utf-8", statusCode: status);

    private sealed class Gate(JudgeOptions options) : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => AdminAccess.IsAdmin(context.GetHttpContext(), options);
    }
}
