using Judge.Jobs;
using Judge.Web.Errors;

namespace Judge.Web.Dashboard;

/// <summary>
/// Who may submit: whoever reaches the server, but for web pages that only the browser of somebody on this host can bring to it. Those are kept
/// out of a server that is this host's alone, without a key and on loopback; one that is open to others, by whatever name, is open to them.
/// </summary>
internal static class SubmissionAccess
{
    private static readonly PathString[] s_paths = ["/execute", "/result", "/languages"];

    public static void UseSubmissionAccess(this WebApplication app, JudgeOptions options)
    {
        if (options.AdminKey is not null || options.AllowRemoteWithoutKeys)
            return;
        app.Use((context, next) => AdminAccess.IsLocal(context) || !Array.Exists(s_paths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
            ? next(context)
            : throw new BadRequestException(403,
                "Without an admin key this server is for programs on this host, as localhost or by an address of loopback, and for no page of another origin; " +
                $"this is a request to '{Shown.Of(context.Request.Host.Value ?? "")}'. " +
                "To be asked by another name it needs JUDGE_ADMIN_KEY, or Judge:AllowRemoteWithoutKeys=true."));
    }
}
