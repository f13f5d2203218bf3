using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Collection("server")]
[Trait("Needs", "Docker")]
public class MetricsTests(SharedServer shared)
{
    [Fact]
    public async Task Metrics_count_submissions_by_verdict_and_language()
    {
        await shared.Judge.RunAsync(new { source_code = "raise SystemExit(3)" });

        var text = await shared.Judge.Http.GetStringAsync("/metrics");

        text.ShouldMatch("judge_submissions_total\\{[^}]*language=\"python\",verdict=\"RE\"[^}]*\\} [1-9]");
        text.ShouldMatch("judge_submission_waiting_time_seconds_count[^\n]* [1-9]");
        text.ShouldMatch("judge_queue_length\\{[^}]*queue=\"normal\"[^}]*\\} \\d");
        text.ShouldContain("http_server_request_duration_seconds");
        text.ShouldContain("dotnet_gc_collections");
    }

    [Fact]
    public async Task A_foreign_host_name_reads_no_metrics()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = "evil.example";

        using var answer = await shared.Judge.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}

[Trait("Needs", "Docker")]
public class TracesTests
{
    [Fact]
    public async Task A_named_collector_is_sent_a_submissions_path()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = await JudgeServer.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });

        var id = (await server.RunAsync(new { language = "c", source_code = "int main(void) { return 0; }" }))["submission_id"]!.ToString();

        await collector.UntilReceivedAsync(id, "submission.execute", "submission.compile", "submission.run");
    }

    /// <summary>Keeps what is posted to it, as an OpenTelemetry collector would.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly StringBuilder _received = new();

        public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(app);
            app.MapPost("/v1/traces", collector.KeepAsync);
            await app.StartAsync();
            return collector;
        }

        private async Task KeepAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (_received)
                _received.Append(Encoding.Latin1.GetString(body.ToArray()));
        }

        public async Task UntilReceivedAsync(params string[] texts)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!texts.All(Received))
                await Task.Delay(50, patience.Token);
        }

        private bool Received(string text)
        {
            lock (_received)
                return _received.ToString().Contains(text, StringComparison.Ordinal);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
