using System.Text.Json.Nodes;
using Judge.Web.Commands;
using Judge.Web.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Judge.Tests.Commands;

/// <summary>The part of ./judge doctor that asks a server, against one that answers as a judge does.</summary>
public class DoctorOfLanguagesTests
{
    private static readonly JsonObject Project = Language("project", ready: true, problem: null, files: new JsonObject { ["run"] = "echo Hello\n" });
    private static readonly JsonObject Lua = Language("lua", ready: true, problem: null, files: []);

    [Fact]
    public async Task A_language_whose_submissions_are_files_is_sent_its_examples_files()
    {
        await using var server = await StandIn.StartAsync([Project, Lua]);

        (await DoctorCommand.RunAsync(server.Port, TimeSpan.Zero, CancellationToken.None)).ShouldBe(0);

        server.Posted.Count.ShouldBe(2);
        server.Posted[0]["files"]!.ToJsonString().ShouldBe("""[{"name":"run","content":"echo Hello\n"}]""");
        server.Posted[0].ContainsKey("source_code").ShouldBeFalse();
        server.Posted[1]["source_code"]!.ToString().ShouldBe("print(1)\n");
        server.Posted[1].ContainsKey("files").ShouldBeFalse();
    }

    [Fact]
    public async Task A_language_that_is_being_tried_out_is_waited_for_and_its_example_run()
    {
        await using var server = await StandIn.StartAsync([Language("lua", ready: false, LanguageRow.UnderTest, files: [])], [Lua]);

        (await DoctorCommand.RunAsync(server.Port, DoctorCommand.Patience, CancellationToken.None)).ShouldBe(0);

        server.Posted.Single()["language"]!.ToString().ShouldBe("lua");
    }

    [Fact]
    public async Task A_language_that_takes_too_long_is_waited_for_no_longer()
    {
        await using var server = await StandIn.StartAsync([Language("lua", ready: false, LanguageRow.UnderTest, files: []), Project]);

        (await DoctorCommand.RunAsync(server.Port, TimeSpan.Zero, CancellationToken.None)).ShouldBe(0);

        server.Posted.Single()["language"]!.ToString().ShouldBe("project");
    }

    private static JsonObject Language(string word, bool ready, string? problem, JsonObject files) => new()
    {
        ["language"] = word,
        ["name"] = word,
        ["ready"] = ready,
        ["problem"] = problem,
        ["example"] = files.Count == 0 ? "print(1)\n" : "",
        ["example_files"] = files,
    };

    /// <summary>Answers GET /languages with each list in turn, the last again and again, refuses a submission without anything in it, and keeps what is posted.</summary>
    private sealed class StandIn(WebApplication app, JsonObject[][] lists) : IAsyncDisposable
    {
        private int _asked;

        public List<JsonObject> Posted { get; } = [];

        public int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

        public static async Task<StandIn> StartAsync(params JsonObject[][] lists)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var server = new StandIn(app, lists);
            app.MapGet("/languages", () => new JsonArray([.. server.Next().Select(language => language.DeepClone())]));
            app.MapPost("/execute", (JsonObject posted) => server.Execute(posted));
            await app.StartAsync();
            return server;
        }

        private JsonObject[] Next() => lists[Math.Min(_asked++, lists.Length - 1)];

        private JsonObject Execute(JsonObject posted)
        {
            Posted.Add(posted);
            return posted["source_code"]?.ToString() is { Length: > 0 } || posted.ContainsKey("files")
                ? new JsonObject { ["status"] = "OK", ["wall_time_sec"] = 0.1 }
                : new JsonObject { ["status"] = 422 };
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
