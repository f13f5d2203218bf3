using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Languages;

[Trait("Needs", "Docker")]
public sealed class MissingImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-languages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_language_without_its_image_is_listed_as_not_ready_and_refused_with_the_remedy()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "lua.json"), (await File.ReadAllTextAsync(Repository.Path("sandbox/languages/lua.json"))).Replace("judge/scripting", "judge/nowhere"));
        await using var judge = await JudgeServer.StartAsync(new Dictionary<string, string> { ["Judge__LanguagesFolder"] = _folder });

        var listed = (await judge.Http.GetFromJsonAsync<JsonArray>("/languages"))!.Single()!;
        using var answer = await judge.Http.PostAsJsonAsync("/execute", new { language = "lua", source_code = "print(1)" });

        const string Remedy = "Its image judge/nowhere is not on this host. Make it ready with: ./judge images lua";
        listed["ready"]!.GetValue<bool>().ShouldBeFalse();
        listed["problem"]!.ToString().ShouldBe(Remedy);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["language"]![0]!.ToString().ShouldBe($"language 'lua' is not ready. {Remedy}");
    }
}
