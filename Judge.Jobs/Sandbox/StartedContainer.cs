using System.ComponentModel;
using CliWrap;

namespace Judge.Jobs.Sandbox;

/// <summary>A container that this server started, and the <c>docker run</c> that lives as long as it does.</summary>
internal sealed class StartedContainer
{
    /// <summary>What the engine may take to remove a container before that is left to be done later.</summary>
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan[] RemovedAgainAfter =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private readonly DockerEngine _docker;
    private readonly CancellationTokenSource _client = new();

    /// <param name="docker">The engine.</param>
    /// <param name="name">Name of the container.</param>
    /// <param name="run">Its <c>docker run</c>.</param>
    /// <param name="folder">A folder that is deleted with it; null: none.</param>
    public StartedContainer(DockerEngine docker, string name, Command run, string? folder = null)
    {
        (_docker, Name) = (docker, name);
        Ended = RunAsync(run, folder);
    }

    /// <param name="ended">Done when the command has ended, of one whose standard streams are used beyond that.</param>
    public StartedContainer(DockerEngine docker, string name, Command run, Task ended)
    {
        (_docker, Name) = (docker, name);
        Ended = EndAsync(RunAsync(run, folder: null), ended);
    }

    public string Name { get; }

    /// <summary>Done when its <c>docker run</c> has ended, which tells that the container has.</summary>
    public Task Ended { get; }

    /// <summary>
    /// Kills and removes the container. What an engine that hangs does not do within ten seconds is done later, behind the answer's back.
    /// </summary>
    public async Task RemoveAsync()
    {
        // The engine answers at once where a removal is under way already: only the end of docker run tells that the container is gone.
        _ = _docker.TryRemoveAsync(Name);
        if (await Task.WhenAny(Ended, Task.Delay(RemovalPatience)) == Ended)
            return;
        await _client.CancelAsync();
        _ = RemoveLaterAsync();
    }

    /// <summary>Several times, because an engine that hung may make the container only when it goes on, long after its client was killed.</summary>
    private async Task RemoveLaterAsync()
    {
        foreach (var pause in RemovedAgainAfter)
            do
                await Task.Delay(pause);
            while (!await _docker.TryRemoveAsync(Name));
    }

    private static async Task EndAsync(Task run, Task ended) => await await Task.WhenAny(run, ended);

    private async Task RunAsync(Command run, string? folder)
    {
        try
        {
            await run.ExecuteAsync(_client.Token);
        }
        catch (OperationCanceledException)
        {
            // Killed above: what it would have told is of no use any more.
        }
        catch (Win32Exception e)
        {
            throw _docker.NotStarted(e);
        }
        finally
        {
            if (folder is not null)
                Directory.Delete(folder, recursive: true);
        }
    }
}
