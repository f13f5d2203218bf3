using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Judge.Tests.EndToEnd;

/// <summary>One step of a trace, with its ids in hexadecimal digits; the first step of all has no parent.</summary>
internal sealed record TracedSpan(string Name, string Trace, string Id, string Parent, string Text);

/// <summary>Keeps the spans that are posted to it, as an OpenTelemetry collector would.</summary>
internal sealed class TraceCollector(WebApplication app) : IAsyncDisposable
{
    private readonly ConcurrentQueue<TracedSpan> _spans = new();

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<TraceCollector> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new TraceCollector(app);
        app.MapPost("/v1/traces", collector.KeepAsync);
        await app.StartAsync();
        return collector;
    }

    /// <summary>The spans of a trace, once those that are named have come.</summary>
    public async Task<IReadOnlyList<TracedSpan>> UntilReceivedAsync(string trace, params string[] names)
    {
        await Patience.UntilAsync($"{string.Join(", ", names)} have come", 60, () => Task.FromResult(names.All(name => _spans.Any(span => span.Trace == trace && span.Name == name))));
        return [.. _spans.Where(span => span.Trace == trace)];
    }

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        // The request's resources, their scopes, and the spans in those.
        foreach (var span in FieldsOf(body.ToArray(), 1).SelectMany(resource => FieldsOf(resource, 2)).SelectMany(scope => FieldsOf(scope, 2)))
            _spans.Enqueue(new TracedSpan(Encoding.UTF8.GetString(FieldOf(span, 5)), Digits(span, 1), Digits(span, 2), Digits(span, 4), Encoding.UTF8.GetString(span)));
    }

    private static string Digits(byte[] span, int number) => Convert.ToHexStringLower(FieldOf(span, number));

    private static byte[] FieldOf(byte[] message, int number) => FieldsOf(message, number).SingleOrDefault() ?? [];

    /// <summary>The fields of a number in a message of protobuf, each of them bytes.</summary>
    private static List<byte[]> FieldsOf(byte[] message, int number)
    {
        var fields = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch { 1 => 8, 2 => Varint(message, ref at), 5 => 4, _ => 0 };
            if (length == 0 && (tag & 7) == 0)
                Varint(message, ref at);
            if (tag >> 3 == number)
                fields.Add(message[at..(at + length)]);
            at += length;
        }
        return fields;
    }

    private static int Varint(byte[] message, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (long)(part & 127) << shift;
            if (part < 128)
                return (int)value;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
