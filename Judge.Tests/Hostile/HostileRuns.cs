using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Judge.Tests.EndToEnd;

namespace Judge.Tests.Hostile;

/// <summary>
/// Runs the whole collection once, in lanes side by side: most programs wait more than they work. A lane is a server with one worker, so
/// that the honest program sent after each hostile one finds what it left: the same container, or the one that had to replace it.
/// </summary>
public sealed class HostileRuns : IAsyncLifetime
{
    /// <summary>A guest with an emulated processor takes one: it starts no three servers in their minute.</summary>
    private static readonly int Lanes = int.Parse(Environment.GetEnvironmentVariable("JUDGE_TEST_LANES") ?? "3", CultureInfo.InvariantCulture);

    private readonly ConcurrentQueue<HostileProgram> _waiting = new(HostileProgram.All);
    private readonly Dictionary<string, TaskCompletionSource<(JsonObject Hostile, JsonObject Honest)>> _outcomes =
        HostileProgram.All.ToDictionary(program => program.Name, _ => new TaskCompletionSource<(JsonObject, JsonObject)>());
    private Task _lanes = Task.CompletedTask;

    /// <summary>What came of a program, and of the honest one right after it.</summary>
    public Task<(JsonObject Hostile, JsonObject Honest)> OutcomeAsync(string name) => _outcomes[name].Task;

    public Task InitializeAsync()
    {
        _lanes = RunLanesAsync();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _waiting.Clear();
        return _lanes;
    }

    private async Task RunLanesAsync()
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => RunLaneAsync()));
        }
        catch (Exception e)
        {
            // Where no lane's server started, who waits for an outcome must hear of it.
            foreach (var outcome in _outcomes.Values)
                outcome.TrySetException(e);
            throw;
        }
    }

    private async Task RunLaneAsync()
    {
        await using var server = await JudgeServer.StartAsync(null, "--Judge:Workers", "1");
        while (_waiting.TryDequeue(out var program))
        {
            try
            {
                _outcomes[program.Name].SetResult((await server.RunAsync(program.Body()), await server.RunAsync(HonestProgram.In(program.Language))));
            }
            catch (Exception e)
            {
                _outcomes[program.Name].SetException(e);
            }
        }
    }
}
