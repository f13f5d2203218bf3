using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.EndToEnd;

public class WebRoleTests
{
    [Fact]
    public async Task A_web_server_needs_no_container_engine_and_says_nothing_of_one()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var server = await JudgeServer.StartOnAsync(redis, "--Judge:Role", "web", "--Sandbox:Engine", "/no/such/docker", "--Compiling:Folder", "/dev/null/compiled");

        using var ready = await server.Http.GetAsync("/health/ready");
        var languages = (await server.Http.GetFromJsonAsync<JsonArray>("/languages"))!;
        using var taken = await server.Http.PostAsJsonAsync("/execute", new { source_code = "print(1)" });
        await server.StopAsync();

        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        languages.ShouldNotBeEmpty();
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        server.Log.ShouldNotContain("/no/such/docker");
        server.Log.ShouldNotContain("warn:");
        server.Log.ShouldNotContain("fail:");
    }
}
