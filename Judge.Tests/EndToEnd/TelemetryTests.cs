using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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
    public async Task A_slash_at_the_end_of_the_path_makes_no_difference() =>
        (await shared.Judge.Http.GetStringAsync("/metrics/")).ShouldContain("judge_queue_length");

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
    public async Task A_named_collector_is_sent_a_submissions_path_as_one_trace_that_begins_at_its_client()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        const string client = "b7ad6b7169203331";
        await using var collector = await TraceCollector.StartAsync();
        await using var server = await JudgeServer.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/execute");
        request.Content = JsonContent.Create(new { language = "c", source_code = "int main(void) { return 0; }" });
        request.Headers.Add("traceparent", $"00-{trace}-{client}-01");

        using var answer = await server.Http.SendAsync(request);

        var id = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["submission_id"]!.ToString();
        var spans = await collector.UntilReceivedAsync(trace, "submission.execute", "submission.compile", "submission.run");
        var accepted = spans.Single(span => span.Parent == client);
        var executed = spans.Single(span => span.Name == "submission.execute");
        executed.Parent.ShouldBe(accepted.Id);
        executed.Text.ShouldContain(id);
        // The language's own trial, where it was due, is compiled within the request.
        spans.Where(span => span.Parent == executed.Id).Select(span => span.Name).ShouldBe(["submission.compile", "submission.run"]);
    }
}
