using FluentValidation;
using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Web.Admin;
using Judge.Web.Bodies;
using Judge.Web.Errors;
using Judge.Web.Execute;
using Judge.Web.Health;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Judge.Web;

/// <summary>Wires the HTTP face: controllers, JSON, OpenAPI.</summary>
internal static class ApiSetup
{
    /// <summary>
    /// Slowest pace, in bytes a second, of a body after its first ten seconds, as over a poor mobile line: it has a place in BodyMemory while it comes, the
    /// largest for half an hour at most.
    /// </summary>
    private const double BodyPaceBytesPerSec = 32 << 10;
    /// <summary>Longest body where a route does not say otherwise: far above what an admin's three words or key take.</summary>
    private const long BodyMaxBytes = 64 << 10;
    /// <summary>What Kestrel reads ahead of a body, that waits for its place too.</summary>
    private const long ReadAheadBytes = 128 << 10;

    public static void AddJudgeApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyMaxBytes;
            kestrel.Limits.MaxRequestBufferSize = ReadAheadBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(BodyPaceBytesPerSec, TimeSpan.FromSeconds(10));
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton<ClientSubmissions>();
        builder.Services.AddSingleton<ResultWaiter>();
        builder.Services.AddSingleton<BodyMemory>();
        builder.Services.AddSingleton<SubmissionReader>();
        builder.Services.AddSingleton<IValidator<ExecuteRequest>, ExecuteRequestValidator>();
        builder.Services.AddControllers(mvc => mvc.Filters.Add(new JsonTypeFilter())).AddJsonOptions(json => SubmissionJson.Configure(json.JsonSerializerOptions));
        builder.Services.AddJudgeProblems();
        builder.Services.ConfigureHttpJsonOptions(json => SubmissionJson.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(api => api.AddOperationTransformer(DescribeBodyAsync).AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Judge";
            document.Info.Description = "Runs programs nobody trusts, and tells what they did.";
            return Task.CompletedTask;
        }));
    }

    // The controllers read their bodies by hand, so the description is told their shape here.
    private static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var body = context.Description switch
        {
            { RelativePath: "execute", HttpMethod: "POST" } => typeof(ExecuteRequest),
            { RelativePath: "admin/rerun", HttpMethod: "POST" } => typeof(SubmissionQuery),
            _ => null,
        };
        if (body is null)
            return;
        var schema = await context.GetOrCreateSchemaAsync(body, null, cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
        };
    }

    public static void MapJudgeApi(this WebApplication app, JudgeOptions options)
    {
        app.MapJudgeHealth();
        if (options.Role == "worker")
            return;
        app.MapControllers();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", scalar => scalar
            .WithTitle("Judge").WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl)
            // The page asks nobody but this server: a judge often stands where nothing else can be reached.
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton());
        app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
    }
}
