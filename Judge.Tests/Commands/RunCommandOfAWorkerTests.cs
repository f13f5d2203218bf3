using CliWrap;
using CliWrap.Buffered;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>./judge run against what is no web server.</summary>
public class RunCommandOfAWorkerTests
{
    [Theory]
    [InlineData]
    [InlineData("--language", "python")]
    public async Task A_worker_is_told_as_one(params string[] language)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var worker = builder.Build();
        worker.Urls.Add("http://127.0.0.1:0");
        worker.MapFallback(() => Results.Problem("There is nothing here.", statusCode: 404));
        await worker.StartAsync();
        var port = new Uri(worker.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var file = Path.GetTempFileName() + ".py";
        await File.WriteAllTextAsync(file, "print(1)");

        var ended = await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll"), "run", file, "--port", $"{port}", .. language])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        File.Delete(file);
        ended.ExitCode.ShouldBe(2);
        ended.StandardError.ShouldContain($"The server on port {port} is a worker, which serves no API");
    }
}
