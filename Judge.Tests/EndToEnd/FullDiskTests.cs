using System.Net;
using System.Net.Http.Json;
using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class FullDiskTests
{
    private const string Told = "Redis cannot write to its disk, which is full most likely";

    [Fact]
    public async Task While_the_disk_of_Redis_is_full_that_is_told_and_once_there_is_room_all_goes_on()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis);
        var known = (await server.RunAsync(new { source_code = "print(1)" }))["submission_id"]!.ToString();

        await redis.FillDiskAsync();
        await Patience.UntilAsync("a submission is refused", 30, async () => (await PostAsync(server)).StatusCode == HttpStatusCode.ServiceUnavailable);
        using var refused = await PostAsync(server);
        using var ready = await server.Http.GetAsync("/health/ready");
        var read = await server.ResultAsync(known, 0);
        await redis.MakeRoomAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldContain(Told);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Headers.RetryAfter.ShouldNotBeNull();
        (await ready.Content.ReadAsStringAsync()).ShouldContain(Told);
        read["stdout"]!.ToString().ShouldBe("1\n");
        await Patience.UntilAsync("a submission is taken", 30, async () => (await PostAsync(server)).IsSuccessStatusCode);
        ((await server.RunAsync(new { source_code = "print('room again')" }))["stdout"]?.ToString()).ShouldBe("room again\n");
        (await server.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> PostAsync(JudgeServer server) => server.Http.PostAsJsonAsync("/execute", new { source_code = "print(1)" });
}
