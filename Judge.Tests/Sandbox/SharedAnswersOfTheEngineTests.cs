using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Judge.Tests.EndToEnd;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What anybody can have the server ask of its engine costs no process for each who asks.</summary>
public sealed class SharedAnswersOfTheEngineTests : IDisposable
{
    private const int Askers = 50;
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;
    private readonly DockerEngine _docker;

    public SharedAnswersOfTheEngineTests()
    {
        var script = Path.Combine(_folder, "docker");
        StandInScript.Write(script, $"""
            #!/bin/sh
            echo $1 >>{Calls}
            while [ -e {Held} ]; do sleep 0.05; done
            [ ! -e {Away} ] || exec sh -c 'echo Cannot connect to the Docker daemon. >&2; exit 1'
            [ $1 != images ] || [ ! -e {Built} ] || echo sha256:1

            """);
        _docker = new DockerEngine(new SandboxOptions { Engine = script }, new Fleet("test"));
    }

    private string Calls => Path.Combine(_folder, "calls");
    private string Held => Path.Combine(_folder, "held");
    private string Away => Path.Combine(_folder, "away");
    private string Built => Path.Combine(_folder, "built");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Many_who_ask_at_once_for_a_missing_image_and_for_the_engine_cost_one_process_each()
    {
        await File.WriteAllTextAsync(Held, "");
        var images = Enumerable.Range(0, Askers).Select(_ => _docker.RecentImageIdAsync("judge/none", CancellationToken.None)).ToList();
        var checks = Enumerable.Range(0, Askers).Select(_ => _docker.RecentCheckAsync(CancellationToken.None)).ToList();
        File.Delete(Held);

        (await Task.WhenAll(images)).ShouldAllBe(id => id == null);
        (await Task.WhenAll(checks)).ShouldAllBe(wrong => wrong == null);
        (await File.ReadAllLinesAsync(Calls)).ShouldBe(["images", "ps"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_asker_who_gives_up_takes_the_answer_from_no_other()
    {
        await File.WriteAllTextAsync(Held, "");
        using var gone = new CancellationTokenSource();
        var first = _docker.RecentCheckAsync(gone.Token);
        var second = _docker.RecentCheckAsync(CancellationToken.None);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        File.Delete(Held);

        (await second).ShouldBeNull();
    }

    [Fact]
    public async Task An_engine_that_goes_and_comes_back_and_an_image_that_is_built_are_seen_soon()
    {
        (await _docker.RecentCheckAsync(CancellationToken.None)).ShouldBeNull();
        (await _docker.RecentImageIdAsync("judge/none", CancellationToken.None)).ShouldBeNull();

        await File.WriteAllTextAsync(Away, "");
        await Patience.UntilAsync("its silence is told", 30, async () => await _docker.RecentCheckAsync(CancellationToken.None) is { } wrong && wrong.Contains("Cannot connect"));
        // Neither there nor missing: nobody knows.
        await Patience.UntilAsync("nothing is said of the image", 30, async () => (await FailureOfImageAsync())?.Contains("Cannot connect") == true);

        await File.WriteAllTextAsync(Built, "");
        File.Delete(Away);
        await Patience.UntilAsync("its return is told", 30, async () => await _docker.RecentCheckAsync(CancellationToken.None) is null);
        await Patience.UntilAsync("the image is found", 30, async () => await FailureOfImageAsync() is null);
        (await _docker.RecentImageIdAsync("judge/none", CancellationToken.None)).ShouldBe("sha256:1");
    }

    [Fact]
    public async Task A_start_asks_an_engine_anew_that_was_silent_just_now()
    {
        await File.WriteAllTextAsync(Away, "");
        await Should.ThrowAsync<SandboxException>(_docker.RecentImageIdAsync("judge/none", CancellationToken.None));
        await File.WriteAllTextAsync(Built, "");
        File.Delete(Away);

        (await _docker.FindImageIdAsync("judge/none", CancellationToken.None)).ShouldBe("sha256:1");
    }

    private async Task<string?> FailureOfImageAsync()
    {
        try
        {
            return await _docker.RecentImageIdAsync("judge/none", CancellationToken.None) is null ? "missing" : null;
        }
        catch (SandboxException e)
        {
            return e.Message;
        }
    }
}
