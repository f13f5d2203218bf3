using Judge.Jobs;
using Judge.Web.Dashboard;
using Judge.Web.Errors;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Judge.Web.Admin;

/// <summary>Answers 401 to whoever is no admin, before anything of the request is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AdminOnlyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var options = context.HttpContext.RequestServices.GetRequiredService<JudgeOptions>();
        if (!AdminAccess.IsAdmin(context.HttpContext, options))
            throw new BadRequestException(401, AdminAccess.Refusal(options));
    }
}
