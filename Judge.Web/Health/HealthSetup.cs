using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using StackExchange.Redis;

namespace Judge.Web.Health;

/// <summary>/health/live says that the process lives, /health/ready what it needs and has.</summary>
internal static class HealthSetup
{
    public static void MapJudgeHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "ok" })).WithTags("Health");
        app.MapGet("/health/ready", async (IConnectionMultiplexer redis, ISandbox sandbox, JudgeOptions options, HttpContext context, CancellationToken cancellationToken) =>
        {
            var checks = new Dictionary<string, string> { ["redis"] = await RedisAsync(redis) };
            if (options.Role != "web")
                checks["sandbox"] = await sandbox.CheckAsync(cancellationToken) ?? sandbox.StartFailure ?? "ok";
            var ready = checks.Values.All(check => check == "ok");
            if (!ready)
                context.Response.Headers.RetryAfter = "2";
            return Results.Json(new { status = ready ? "ok" : "failing", checks }, statusCode: ready ? 200 : 503);
        }).WithTags("Health").Produces(200).Produces(503);
    }

    private static async Task<string> RedisAsync(IConnectionMultiplexer redis)
    {
        try
        {
            await redis.GetDatabase().PingAsync().WaitAsync(TimeSpan.FromSeconds(3));
            return "ok";
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return RedisTrouble.Of(e)!;
        }
    }
}
