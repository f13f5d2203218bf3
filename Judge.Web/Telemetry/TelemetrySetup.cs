using System.Diagnostics.Metrics;
using Judge.Jobs;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Judge.Jobs.Telemetry;
using Judge.Web.Dashboard;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StackExchange.Redis;

namespace Judge.Web.Telemetry;

/// <summary>/metrics for Prometheus, and traces to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one.</summary>
internal static class TelemetrySetup
{
    private const string MetricsPath = "/metrics";

    public static void AddJudgeTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("judge"))
            .WithMetrics(metrics => metrics
                .AddMeter(JudgeTelemetry.Name, SandboxMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.WithTracing(traces => traces
                .AddSource(JudgeTelemetry.Name)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !IsWatching(context))
                .AddOtlpExporter());
    }

    /// <summary>Admins alone may read it: figures of load and of languages are the operator's, not the public's.</summary>
    public static void UseJudgeMetrics(this WebApplication app, JudgeOptions options)
    {
        ObserveQueues(app.Services);
        app.UseWhen(context => IsMetrics(context.Request.Path), metrics =>
        {
            metrics.Use((context, next) => AdminAccess.IsAdmin(context, options)
                ? next(context)
                : Results.Problem(AdminAccess.Refusal(options), statusCode: 401).ExecuteAsync(context));
            metrics.UseOpenTelemetryPrometheusScrapingEndpoint(_ => true);
        });
    }

    private static bool IsMetrics(PathString path) => path.StartsWithSegments(MetricsPath, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is "" or "/";

    // Health checks and scrapes come all the time and tell nothing of submissions.
    private static bool IsWatching(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments(MetricsPath, StringComparison.OrdinalIgnoreCase);

    private static void ObserveQueues(IServiceProvider services)
    {
        var queue = services.GetRequiredService<SubmissionQueue>();
        var redis = services.GetRequiredService<IConnectionMultiplexer>();
        JudgeTelemetry.Meter.CreateObservableGauge("judge.queue.length", () => redis.IsConnected ? Measure(queue) : [], "{submission}", "Submissions that wait, by queue.");
    }

    private static IEnumerable<Measurement<long>> Measure(SubmissionQueue queue)
    {
        try
        {
            return [.. Queues.All.Select(name => new Measurement<long>(queue.Length(name), new KeyValuePair<string, object?>("queue", name)))];
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // A scrape without this figure is better than none; /health/ready tells of Redis.
            return [];
        }
    }
}
