using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

/// <summary>
/// Keeps this worker from taking submissions while its container engine does not answer: they wait in their queue, for this worker or
/// for one whose engine lives, and cost no retry.
/// </summary>
public sealed class EngineGate(DockerEngine docker, ILogger<EngineGate> log) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private readonly ManualResetEventSlim _open = new(true);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Returns once the engine answers, at once where nobody found it gone.</summary>
    public void Wait(CancellationToken cancellationToken) => _open.Wait(cancellationToken);

    /// <summary>After a failure of the sandbox: what is wrong with the engine, and the gate is closed until it answers; null when it answers.</summary>
    public async Task<string?> CloseIfGoneAsync()
    {
        if (await docker.CheckAsync(_stopping.Token) is not { } wrong)
            return null;
        lock (_open)
        {
            if (!_open.IsSet)
                return wrong;
            _open.Reset();
        }
        log.LogError("No submission is taken until the container engine answers. {Wrong}", wrong);
        _ = OpenOnceItAnswersAsync();
        return wrong;
    }

    private async Task OpenOnceItAnswersAsync()
    {
        try
        {
            do
                await Task.Delay(LookAgain, _stopping.Token);
            while (await docker.CheckAsync(_stopping.Token) is not null);
            log.LogWarning("The container engine answers again: submissions are taken");
        }
        catch (OperationCanceledException)
        {
            // The server stops; whoever waits has a token of its own.
        }
        finally
        {
            _open.Set();
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
