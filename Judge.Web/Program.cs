using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Redis;
using Judge.Jobs.Sandbox;
using Judge.Web;
using Judge.Web.Commands;
using Judge.Web.Dashboard;
using Judge.Web.Errors;
using Judge.Web.Telemetry;
using StackExchange.Redis;

if (args is ["run" or "doctor" or "bench", ..])
    return await CommandLine.RunAsync(args);

try
{
    // Options are read once. Otherwise every file below this folder would be watched for changes to them, those that Redis writes among them.
    var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    var options = builder.AddJudgeOptions(args);
    builder.Services.AddJudgeRedis(options);
    builder.Services.AddLanguages(builder.Configuration, options);
    builder.Services.AddSandbox(builder.Configuration, options);
    builder.Services.AddJudgeHangfire(options);
    builder.AddJudgeApi();
    builder.AddJudgeTelemetry();

    await using var app = builder.Build();
    // Before the hosted services begin, each of which would fail in words of its own.
    await RedisSetup.RequireAnswerAsync(app.Services.GetRequiredService<IConnectionMultiplexer>(), app.Logger);
    if (app.Services.GetService<PrefixClaim>() is { } prefix)
        await prefix.RequireAsync();
    // A folder that cannot be used ends the start, not the first compilation.
    app.Services.GetRequiredService<ArtifactFolder>();
    app.UseProblems();
    app.UseSubmissionAccess(options);
    app.UseJudgeMetrics(options);
    app.UseHangfirePages(options);
    app.MapJudgeApi(options);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    // An operator's mistake: its sentence, not a stack trace.
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (Exception e) when (RedisTrouble.Of(e) is { } trouble)
{
    // It answered, and refused what a start writes.
    Console.Error.WriteLine(trouble);
    return 2;
}
