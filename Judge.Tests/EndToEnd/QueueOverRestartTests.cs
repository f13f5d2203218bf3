using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>Tests that need both cores to themselves; they run after all others.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
[Trait("Needs", "Docker")]
public class QueueOverRestartTests
{
    [Theory]
    [InlineData(RedisForm.Own, 1000)]
    [InlineData(RedisForm.Named, 200)]
    public async Task Of_many_queued_submissions_none_is_lost_or_doubled_over_a_kill(RedisForm form, int count)
    {
        await using var server = await JudgeServer.StartOnAsync(form);
        var ids = new List<string>();
        foreach (var block in Enumerable.Range(0, count).Chunk(20))
            ids.AddRange(await Task.WhenAll(block.Select(number => server.PostAsync(new { source_code = $"print({number})", time_limit_sec = 10 }))));
        await Task.Delay(1500);

        await server.KillAsync();
        await server.LaunchAsync();

        for (var number = 0; number < ids.Count; number++)
        {
            var result = await server.ResultAsync(ids[number]);
            (result["stdout"]?.ToString()).ShouldBe($"{number}\n", result.ToJsonString());
            result["attempt"]!.GetValue<int>().ShouldBe(1);
        }
    }
}
