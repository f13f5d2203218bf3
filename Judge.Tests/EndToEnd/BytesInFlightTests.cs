using System.Globalization;
using System.Net;
using System.Text.Json;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>How much of the server's memory clients can take. No worker is needed, and so no container.</summary>
public class BytesInFlightTests
{
    private const int Askers = 8;
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

    /// <summary>The most memory that the process had until now.</summary>
    private static int PeakMiBOf(JudgeServer server) =>
        int.Parse(File.ReadLines($"/proc/{server.ProcessId}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >> 10;
}
