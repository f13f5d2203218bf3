using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>How much of the server's memory clients can take. No worker is needed, and so no container.</summary>
public class BytesInFlightTests
{
    private const int Askers = 8;
    /// <summary>So many have the room of 384 MiB together, for 4 MiB of each.</summary>
    private const int SlowAskers = 16;
    private const int MiB = 1 << 20;

    [Fact]
    public async Task A_large_result_that_many_ask_for_at_once_is_in_the_servers_memory_for_none_of_them()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web");
        await using var connection = await redis.ConnectAsync();
        var result = new SubmissionResult { SubmissionId = Guid.NewGuid().ToString("D"), Language = "python", Status = SubmissionStatus.OK, Stdout = new string('\0', 10 * MiB) };
        var json = JsonSerializer.SerializeToUtf8Bytes(result, SubmissionJson.Options);
        await connection.GetDatabase().StringSetAsync(SubmissionStore.Key(result.SubmissionId), json);
        (await server.Http.GetAsync("/health/live")).EnsureSuccessStatusCode();
        var before = PeakMiBOf(server);

        var lengths = await Task.WhenAll(Enumerable.Range(0, Askers).Select(async _ =>
        {
            using var answer = await server.Http.GetAsync("/result/" + result.SubmissionId + "?wait=5", HttpCompletionOption.ResponseHeadersRead);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
            await using var body = await answer.Content.ReadAsStreamAsync();
            var buffer = new byte[MiB];
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer)) > 0; length += read)
                buffer.AsSpan(0, read).SequenceEqual(json.AsSpan((int)length, read)).ShouldBeTrue();
            return length;
        }));

        lengths.ShouldAllBe(length => length == json.Length);
        // The JSON alone is 60 MiB.
        (PeakMiBOf(server) - before).ShouldBeLessThan(120);
    }

    [Fact]
    public async Task Large_bodies_that_come_slowly_keep_out_others_for_a_while_and_small_ones_never()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:RequestMemoryMb", "384");
        var before = PeakMiBOf(server);
        using var noneAnew = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var slow = Enumerable.Range(0, SlowAskers).Select(async _ =>
        {
            while (!noneAnew.IsCancellationRequested)
                await TrickleAsync(server.Http.BaseAddress!.Port, stop.Token);
        }).ToList();

        HttpResponseMessage refused = null!;
        await Patience.UntilAsync("a large body is refused", 120, async () => (refused = await PostAsync(server, MiB)).StatusCode == HttpStatusCode.ServiceUnavailable);
        using var small = await PostAsync(server, 1);
        var peak = PeakMiBOf(server) - before;
        await noneAnew.CancelAsync();
        await Patience.UntilAsync("a large body is taken", 120, async () =>
        {
            using var answer = await PostAsync(server, MiB);
            return answer.StatusCode == HttpStatusCode.Accepted;
        });
        await stop.CancelAsync();
        await Task.WhenAll(slow);

        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("send it again shortly");
        small.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        // Each buffer would be one of 64 MiB.
        peak.ShouldBeLessThan(150);
    }

    [Fact]
    public async Task Bodies_that_are_told_of_and_never_come_keep_nobody_out()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:RequestMemoryMb", "384");
        var told = new List<TcpClient>();
        try
        {
            for (var asker = 0; asker < SlowAskers; asker++)
            {
                told.Add(new TcpClient());
                await told[^1].ConnectAsync(IPAddress.Loopback, server.Http.BaseAddress!.Port);
                var head = Encoding.ASCII.GetBytes($"POST /execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {64 * MiB}\r\nExpect: 100-continue\r\n\r\n");
                await told[^1].GetStream().WriteAsync(head);
                // The server asks for the body: it has begun with it.
                (await told[^1].GetStream().ReadAsync(new byte[1])).ShouldBe(1);
            }

            using var large = await PostAsync(server, MiB);

            large.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
        finally
        {
            told.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Less_memory_for_requests_than_a_largest_one_takes_stops_the_start() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => JudgeServer.StartAsync(null, "--Judge:RequestMemoryMb", "383")))
            .Message.ShouldContain("Judge:RequestMemoryMb must be 384 to 1048576; it is 383.");

    [Fact]
    public async Task A_body_beyond_what_its_route_takes_is_refused()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:AdminKey", "key");

        using var key = await server.Http.PostAsync("/admin/sign-in", new FormUrlEncodedContent([new("key", new string('k', 1 << 17))]));
        using var submission = await PostAsync(server, 65 * MiB);

        key.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        submission.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<HttpResponseMessage> PostAsync(JudgeServer server, int sourceBytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/execute");
        // Sent once it is asked for: a refusal would meet a client that still sends.
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"source_code\":\"{new string('1', sourceBytes)}\"}}"));
        request.Content.Headers.ContentType = new("application/json");
        return await server.Http.SendAsync(request);
    }

    /// <summary>Sends so much of a largest body that it has room for 4 MiB of it, and then some bytes a second, until the server ends it or the test does.</summary>
    private static async Task TrickleAsync(int port, CancellationToken stop)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, stop);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /execute HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {64 * MiB}\r\n\r\n"), stop);
            await stream.WriteAsync(new byte[MiB / 2], stop);
            for (; ; await Task.Delay(1000, stop))
                await stream.WriteAsync(new byte[1 << 10], stop);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Ended.
        }
    }

    /// <summary>The most memory that the process had until now.</summary>
    private static int PeakMiBOf(JudgeServer server) =>
        int.Parse(File.ReadLines($"/proc/{server.ProcessId}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >> 10;
}
