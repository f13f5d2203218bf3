using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>No worker is needed, and so no container.</summary>
public class FullQueueTests
{
    [Theory]
    [InlineData("/execute")]
    [InlineData("/execute?wait=60")]
    public async Task A_submission_that_finds_the_queue_full_is_a_503_at_once_that_says_when_to_come_again_and_is_not_stored(string path)
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Judge:MaxQueueLength", "1");
        await using var connection = await redis.ConnectAsync();
        await server.PostAsync(new { source_code = "print('waits')" });
        var before = await KeysAsync();

        using var refused = await server.Http.PostAsJsonAsync(path, new { source_code = "print('one too many')" });

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("The queue is full: 1 submissions wait. Nothing was stored; try again shortly.");
        (await KeysAsync()).ShouldBe(before);

        async Task<List<string>> KeysAsync()
        {
            var keys = new List<string>();
            await foreach (var key in connection.GetServers()[0].KeysAsync(connection.GetDatabase().Database, "submission*"))
                keys.Add(key.ToString());
            return [.. keys.Order(StringComparer.Ordinal)];
        }
    }
}
